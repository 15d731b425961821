import { getEventListeners } from "node:events";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { getPriority, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { BusyError, InputError, ShapeError, TimeoutError, UsageError } from "../errors.js";
import { type Pool, type PoolSetup, startPool } from "./pool.js";
import type { Job } from "./remote.js";

const program = (name: string) => new URL(`../../test/workers/${name}.js`, import.meta.url);
const job = (method: string, input?: unknown, transfer: Transferable[] = []): Job => ({ method, input, transfer });
const setup = (more: Partial<PoolSetup> = {}): PoolSetup => ({
  program: program("calls"),
  opening: job("open", { name: "opened" }),
  workers: 2,
  queue: 100,
  timeoutMs: Number.POSITIVE_INFINITY,
  startingMs: 20_000,
  unstarted: (reason) => `no worker could be started: ${reason}`,
  closed: new UsageError("the pool was disposed"),
  ...more,
});

/** The 19th value of a line of proc_pid_stat(5), whose second one may hold spaces. */
const niceOf = (stat: string) => Number(stat.slice(stat.lastIndexOf(")")).split(" ")[17]);

const pools: Pool[] = [];
async function pool(more: Partial<PoolSetup> = {}) {
  const one = await startPool(setup(more));
  pools.push(one);
  return { one, ask: (method: string, input?: unknown, signal?: AbortSignal) => one.call(method, () => job(method, input), signal) };
}

const unhandled = vi.fn();
beforeEach(() => {
  process.on("unhandledRejection", unhandled);
});
afterEach(async () => {
  await Promise.all(pools.splice(0).map((one) => one.dispose()));
  process.off("unhandledRejection", unhandled);
  expect(unhandled).not.toHaveBeenCalled();
});

describe("a pool of workers", () => {
  it("gives each call its own answer, however many there are at once", async () => {
    const { one, ask } = await pool();
    expect(one.opened).toEqual({ name: "opened" });
    const calls = Array.from({ length: 40 }, (_, at) => ask("echo", at));
    expect([one.atWork, one.waiting]).toEqual([2, 38]);
    expect(await Promise.all(calls)).toEqual([...calls.keys()]);
    expect([one.atWork, one.waiting]).toEqual([0, 0]);
  });

  it.runIf(process.platform === "linux")("gives way to the thread that started it", async () => {
    await pool();
    const threads = await readdir("/proc/self/task");
    const nice = await Promise.all(threads.map(async (id) => niceOf(await readFile(`/proc/self/task/${id}/stat`, "utf8"))));
    const own = getPriority();
    expect(nice.filter((one) => one === Math.min(own + 5, 19)).length).toBeGreaterThanOrEqual(2);
    expect(nice).toContain(own);
  });

  it("waits for a signal by one listener, however many calls have it, and leaves none behind", async () => {
    const { ask } = await pool();
    const { signal } = new AbortController();
    const calls = Promise.all(Array.from({ length: 15 }, (_, at) => ask("echo", at, signal)));
    expect(getEventListeners(signal, "abort")).toHaveLength(1);
    await calls;
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
  });

  it("has as many calls at work as there are workers, and begins them in the order in which they came", async () => {
    const { one, ask } = await pool({ workers: 3 });
    const ended: number[] = [];
    const calls = [60, 1, 1, 1, 1].map((ms, at) => ask("waits", ms).then(() => ended.push(at)));
    expect([one.atWork, one.waiting]).toEqual([3, 2]);
    await Promise.all(calls);
    expect(ended.at(-1)).toBe(0);
    expect(ended.slice(0, 4).sort()).toEqual([1, 2, 3, 4]);
  });

  it("moves what is to be moved", async () => {
    const { one } = await pool();
    const bytes = Uint8Array.from([1, 2, 3]);
    expect(await one.call("echo", () => job("echo", bytes, [bytes.buffer]))).toEqual(Uint8Array.from([1, 2, 3]));
    expect(bytes).toHaveLength(0);
  });

  it("hands on errors in their classes, with the stack of where they come from, and goes on", async () => {
    const { ask } = await pool({ workers: 1 });
    for (const [name, Class] of Object.entries({ InputError, ShapeError, TypeError: Error, Error })) {
      const error = await ask("throws", { name, message: `this was ${name}` }).catch((error: Error) => error);
      expect(error).toBeInstanceOf(Class);
      expect(error).toMatchObject({ name, message: `this was ${name}`, stack: expect.stringContaining("workers/calls.js") });
    }
    await expect(ask("throwsText", "a text")).rejects.toThrow("a text");
    await expect(ask("secret")).rejects.toThrow("could not be cloned");
    expect(await ask("echo", 1)).toBe(1);
  });

  it("refuses at once what finds no room, and has not asked for its job then", async () => {
    const { one, ask } = await pool({ queue: 1 });
    const taken = [ask("waits", 30), ask("waits", 30), ask("echo", 3)];
    const asked = vi.fn(() => job("echo"));
    const busy = await one.call("read", asked).catch((error: Error) => error);
    expect(busy).toBeInstanceOf(BusyError);
    expect(busy).toMatchObject({ message: "read: 2 calls are at work and 1 waits, as many as may; call again later" });
    expect(asked).not.toHaveBeenCalled();
    expect(await Promise.all(taken)).toEqual([30, 30, 3]);
    expect(await ask("echo", 4)).toBe(4);
  });

  it("without room to wait takes as many as there are workers", async () => {
    const { ask } = await pool({ queue: 0 });
    const taken = [ask("waits", 30), ask("waits", 30)];
    await expect(ask("echo", 3)).rejects.toThrow("2 calls are at work and 0 wait");
    expect(await Promise.all(taken)).toEqual([30, 30]);
    expect(await ask("echo", 3)).toBe(3);
  });

  it("fails a call whose job cannot be made, and keeps its place for others", async () => {
    const { one, ask } = await pool({ workers: 1, queue: 0 });
    const failing = one.call("read", () => {
      throw new UsageError("no job");
    });
    await expect(failing).rejects.toThrow("no job");
    await expect(one.call("read", () => job("echo", () => {}))).rejects.toThrow("could not be cloned");
    expect(await ask("echo", 1)).toBe(1);
  });
});

describe("the time limit of a call", () => {
  it("ends its worker, fails it alone, and another worker takes the place", async () => {
    const { one, ask } = await pool({ workers: 1, timeoutMs: 1000 });
    const [spinning, behind] = [ask("spins"), ask("echo", 7)];
    const late = await spinning.catch((error: Error) => error);
    expect(late).toBeInstanceOf(TimeoutError);
    expect(late).toMatchObject({ message: "spins: it took longer than 1000 ms and was ended; ask for less, or raise timeoutMs" });
    expect(await behind).toBe(7);
    expect(await ask("opened")).toEqual({ name: "opened" });
    expect([one.atWork, one.waiting]).toEqual([0, 0]);
  });

  it("counts from when a worker begins", async () => {
    const { ask } = await pool({ workers: 1, timeoutMs: 2000 });
    const calls = Array.from({ length: 6 }, () => ask("waits", 400));
    expect(await Promise.all(calls)).toEqual(new Array(6).fill(400));
  });

  it("is not for what comes in time while the calling thread is deaf", async () => {
    const { ask } = await pool({ workers: 1, timeoutMs: 200 });
    const asked = ask("waits", 1);
    await new Promise(setImmediate); // what comes next are timers, before messages
    const until = performance.now() + 1000;
    while (performance.now() < until);
    expect(await asked).toBe(1);
  });
});

describe("a worker that dies", () => {
  it.each([
    ["exits", 3, "it ended by itself, with exit code 3"],
    ["crashes", "out of luck", "out of luck"],
    ["throwsLater", "a text", "a text"],
  ])("(%s) fails its own call with a sentence, and is replaced", async (method, input, reason) => {
    const { ask } = await pool({ workers: 2 });
    const [dying, other, ...behind] = [ask(method, input), ask("waits", 50), ask("echo", 1), ask("echo", 2)];
    await expect(dying).rejects.toThrow(`${method}: the worker died at it: ${reason}`);
    expect(await Promise.all([other, ...behind])).toEqual([50, 1, 2]);
    expect(await Promise.all([ask("waits", 20), ask("waits", 20)])).toEqual([20, 20]);
  });

  it("leaves those that wait to its successor, which may have to be started twice", async () => {
    const folder = await mkdtemp(join(tmpdir(), "tenfold-pool-"));
    const file = join(folder, "worker.mjs");
    const text = `import ${JSON.stringify(program("calls").href)};`;
    try {
      await writeFile(file, text);
      const { one, ask } = await pool({ workers: 1, program: file });
      await rm(file);
      const [dying, waiting] = [ask("exits", 1), ask("echo", 1)];
      await expect(dying).rejects.toThrow("the worker died at it");
      await expect(waiting).rejects.toThrow(/^no worker could be started: Cannot find module/);
      await expect(ask("echo", 2)).rejects.toThrow("no worker could be started");
      await writeFile(file, text);
      expect(await ask("echo", 3)).toBe(3);
      expect([one.atWork, one.waiting]).toEqual([0, 0]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe("an AbortSignal", () => {
  it("takes a call that waits off the queue, and lets one at work go on unheard", async () => {
    const { one, ask } = await pool({ workers: 1 });
    const [first, second] = [new AbortController(), new AbortController()];
    const [working, waiting, last] = [ask("waits", 60, first.signal), ask("exits", 1, second.signal), ask("echo", 3)];
    second.abort(new Error("not wanted"));
    await expect(waiting).rejects.toThrow("not wanted");
    first.abort(new Error("nor this"));
    await expect(working).rejects.toThrow("nor this");
    expect([one.atWork, one.waiting]).toEqual([1, 1]);
    expect(await last).toBe(3);
    await expect(ask("echo", 1, AbortSignal.abort(new Error("from the start")))).rejects.toThrow("from the start");
  });
});

describe("dispose", () => {
  it("lets the calls at work end, fails those that wait and all later ones, and may be called again", async () => {
    const { one, ask } = await pool();
    const calls = Promise.allSettled([ask("waits", 60), ask("waits", 30), ask("echo", 1), ask("echo", 2)]);
    await Promise.all([one.dispose(), one.dispose()]);
    await one.dispose();
    expect(await calls).toMatchObject([
      { value: 60 },
      { value: 30 },
      { reason: { name: "UsageError", message: "the pool was disposed" } },
      { reason: { name: "UsageError", message: "the pool was disposed" } },
    ]);
    await expect(ask("echo", 1)).rejects.toThrow("the pool was disposed");
  });

  it("ends a successor that is still being started", async () => {
    const { one, ask } = await pool({ workers: 1 });
    await expect(ask("exits", 1)).rejects.toThrow("the worker died");
    await one.dispose();
  });
});

describe("a pool that cannot start", () => {
  it.each([
    ["has no program", { program: program("missing") }, /^no worker could be started: Cannot find module .*missing\.js/],
    ["has a program that fails", { program: program("failing") }, "no worker could be started: I am not well"],
    [
      "has a program that serves no calls",
      { program: program("silent"), startingMs: 500 },
      "no worker could be started: it does not answer",
    ],
    [
      "is given a function in Node",
      { program: () => ({}) as Worker },
      "no worker could be started: a function came, which only browsers take; in Node a worker is named by its file, as a path or a file: URL",
    ],
    ["has workers that refuse their opening", { opening: job("open", { refuse: "not with me" }) }, "not with me"],
  ])("says so, as it %s", async (_, more, message) => {
    const error = await startPool(setup(more)).catch((error: Error) => error);
    expect(error).toBeInstanceOf(InputError);
    expect(error).toMatchObject({ message: typeof message === "string" ? message : expect.stringMatching(message) });
  });

  it("takes a program by its path as well", async () => {
    const { ask } = await pool({ program: fileURLToPath(program("calls")) });
    expect(await ask("echo", pathToFileURL("/").href)).toBe("file:///");
  });
});
