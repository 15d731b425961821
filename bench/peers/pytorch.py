"""The classic network in PyTorch: seconds a training step and images per second of inference, as JSON lines.

usage: python3 pytorch.py THREADS BATCH STEPS
"""
import json
import statistics
import sys
import time

import torch
from torch import nn

threads, batch, steps = (int(argument) for argument in sys.argv[1:4])
torch.set_num_threads(threads)
torch.manual_seed(42)


def block(inputs, outputs):
    return [nn.Conv2d(inputs, outputs, 3, padding=1), nn.BatchNorm2d(outputs, eps=1e-3, momentum=0.01), nn.ReLU(inplace=True)]


def classic():
    return nn.Sequential(
        *block(1, 32), *block(32, 32), nn.MaxPool2d(2), nn.Dropout(0.25),
        *block(32, 64), *block(64, 64), nn.MaxPool2d(2), nn.Dropout(0.25),
        *block(64, 128), nn.MaxPool2d(2), nn.Dropout(0.25),
        nn.Flatten(), nn.Linear(1152, 128), nn.BatchNorm1d(128, eps=1e-3, momentum=0.01), nn.ReLU(inplace=True), nn.Dropout(0.5),
        nn.Linear(128, 10),
    )


def measure(run):
    for _ in range(3):
        run()
    times = []
    for _ in range(steps):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return times


network = classic()
optimizer = torch.optim.Adam(network.parameters(), lr=1e-3, eps=1e-7)
criterion = nn.CrossEntropyLoss()
images = torch.rand(batch, 1, 28, 28)
labels = torch.randint(0, 10, (batch,))


def train():
    optimizer.zero_grad(set_to_none=True)
    criterion(network(images), labels).backward()
    optimizer.step()


def report(what, times):
    print(json.dumps({"what": what, "medianMs": statistics.median(times) * 1e3, "minMs": min(times) * 1e3, "maxMs": max(times) * 1e3}), flush=True)


print(json.dumps({"what": "version", "torch": torch.__version__, "cpu": torch.backends.cpu.get_cpu_capability() if hasattr(torch.backends, "cpu") else ""}), flush=True)
report("train", measure(train))
network.eval()
with torch.inference_mode():
    report("infer", measure(lambda: network(images)))
    one = images[:1].clone()
    report("one", measure(lambda: network(one)))
