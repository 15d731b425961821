"""How contestants in Python time and tell."""
import json
import time


def times_of(run, steps, warm_up=4):
    """Milliseconds of each of `steps` runs, after some that do not count."""
    for _ in range(warm_up):
        run()
    times = []
    for _ in range(steps):
        start = time.perf_counter()
        run()
        times.append((time.perf_counter() - start) * 1e3)
    return times


def median_of(times):
    return sorted(times)[len(times) // 2]


def tell(**line):
    print(json.dumps(line), flush=True)
