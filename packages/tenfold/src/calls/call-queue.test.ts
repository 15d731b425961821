import { describe, expect, it } from "vitest";
import { callQueue } from "./call-queue.js";

/** A promise to be settled by hand. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

const soon = () => new Promise((resolve) => setTimeout(resolve));

describe("callQueue", () => {
  it("runs calls one at a time, in the order in which they came", async () => {
    const { run } = callQueue();
    const seen: string[] = [];
    const work = (name: string, rounds: number) => async () => {
      seen.push(`${name} begins`);
      for (let round = 0; round < rounds; round++) await soon();
      seen.push(`${name} ends`);
      return name;
    };
    expect(await Promise.all([run(work("a", 3)), run(work("b", 0)), run(work("c", 1))])).toEqual(["a", "b", "c"]);
    expect(seen).toEqual(["a begins", "a ends", "b begins", "b ends", "c begins", "c ends"]);
  });

  it("takes a call that comes the moment the last one ends", async () => {
    const { run } = callQueue();
    for (let ticks = 0; ticks < 12; ticks++) {
      const first = run(async () => "first");
      for (let tick = 0; tick < ticks; tick++) await undefined;
      expect(await run(async () => "second")).toBe("second");
      expect(await first).toBe("first");
    }
  });

  it("goes on behind a call that fails, be it at once", async () => {
    const { run } = callQueue();
    const failing = run(() => {
      throw new Error("at once");
    });
    const later = run(() => Promise.reject(new Error("later")));
    const right = run(async () => 7);
    await expect(failing).rejects.toThrow("at once");
    await expect(later).rejects.toThrow("later");
    expect(await right).toBe(7);
  });

  it("takes an aborted call off the queue, and lets one at work end unheard before the next", async () => {
    const { run } = callQueue();
    const { opened, open } = gate();
    const [working, waiting] = [new AbortController(), new AbortController()];
    const seen: string[] = [];
    const atWork = run(async () => {
      await opened;
      seen.push("the first has ended");
    }, working.signal);
    const aborted = run(async () => void seen.push("never"), waiting.signal);
    const last = run(async () => void seen.push("the last"));
    await soon();
    waiting.abort(new Error("not wanted any more"));
    await expect(aborted).rejects.toThrow("not wanted any more");
    working.abort(new Error("nor this"));
    await expect(atWork).rejects.toThrow("nor this");
    await soon();
    expect(seen).toEqual([]);
    open();
    await last;
    expect(seen).toEqual(["the first has ended", "the last"]);
    await expect(run(async () => 1, AbortSignal.abort(new Error("from the start")))).rejects.toThrow("from the start");
  });

  it("when closed, fails those that wait and all later ones, and waits for the one at work", async () => {
    const { run, close } = callQueue();
    const { opened, open } = gate();
    const atWork = run(async () => {
      await opened;
      return "well";
    });
    const waits = run(async () => "never");
    await soon();
    let over = false;
    const closing = close(new Error("it is over")).then(() => {
      over = true;
    });
    await expect(waits).rejects.toThrow("it is over");
    await expect(run(async () => "never")).rejects.toThrow("it is over");
    expect(over).toBe(false);
    open();
    expect(await atWork).toBe("well");
    await closing;
    await close(new Error("once more"));
  });

  it("lets timers be served between many short calls", async () => {
    const { run } = callQueue();
    let served = 0;
    const timer = setTimeout(() => {
      served = calls.filter(Boolean).length;
    });
    const calls = new Array<boolean>(50).fill(false);
    const work = (at: number) => async () => {
      const begun = performance.now();
      while (performance.now() < begun + 1); // a millisecond each, however late it begins
      calls[at] = true;
    };
    await Promise.all(calls.map((_, at) => run(work(at))));
    clearTimeout(timer);
    expect(served).toBeGreaterThan(0);
    expect(served).toBeLessThan(50);
  });

  it("says how many wait", async () => {
    const queue = callQueue();
    const { opened, open } = gate();
    const all = [1, 2, 3].map(() => queue.run(() => opened));
    await soon();
    expect(queue.waiting).toBe(2);
    open();
    await Promise.all(all);
    expect(queue.waiting).toBe(0);
  });
});

describe("a call queue that is lent", () => {
  it("serves what the call at work calls, and then those that waited before", async () => {
    const { run, lend } = callQueue();
    const seen: string[] = [];
    const see = (name: string) => async () => void seen.push(name);
    const outer = run(async () => {
      await soon();
      await lend(async () => {
        await run(see("first inside"));
        await soon();
        await run(see("second inside"));
      });
      seen.push("outer goes on");
      await soon();
    });
    await Promise.all([outer, run(see("behind"))]);
    expect(seen).toEqual(["first inside", "second inside", "outer goes on", "behind"]);
  });

  it("is lent until what was called without waiting for it has ended, one after another", async () => {
    const queue = callQueue();
    const seen: string[] = [];
    const slow = (name: string) => async () => {
      await soon();
      seen.push(name);
    };
    const chain = async () => {
      await queue.run(slow("a"));
      await queue.run(slow("b"));
    };
    let chained: Promise<void> | undefined;
    await queue.run(async () => {
      await queue.lend(() => {
        chained = chain();
      });
      seen.push("outer goes on");
      expect(queue.isLent).toBe(false);
    });
    await chained;
    expect(seen).toEqual(["a", "b", "outer goes on"]);
  });

  it("hands on what its user throws", async () => {
    const { run, lend } = callQueue();
    const failing = run(() => lend(() => Promise.reject(new Error("the callback's own"))));
    await expect(failing).rejects.toThrow("the callback's own");
    expect(await run(async () => 1)).toBe(1);
  });
});
