import { afterEach, expect, it, vi } from "vitest";
import { startEngine } from "./engine.js";

const { starts, begun } = vi.hoisted(() => ({ starts: [] as Promise<void>[], begun: vi.fn() }));

vi.mock("./threads-node.js", async (original) => ({
  ...(await original<typeof import("./threads-node.js")>()),
  startNodeThread: () => {
    begun();
    return { started: starts.shift() ?? Promise.resolve(), terminate: async () => {} };
  },
}));

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  begun.mockClear();
});

it("works before other threads have started, and says later that one cannot", async () => {
  const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
  let refuse = (_: Error) => {};
  starts.push(new Promise<void>((_, reject) => (refuse = reject)), Promise.resolve());
  const engine = await startEngine({ threads: 3 });
  expect([engine.threads, engine.notice, warned.mock.calls]).toEqual([3, undefined, []]);
  const x = engine.tensor([1000]);
  x.data.fill(-1);
  engine.fork("relu", 10, x.pointer, x.pointer, 1000, 100);
  expect(x.data.every((value) => value === 0)).toBe(true);
  refuse(new Error("too many threads"));
  const sentence = "Tenfold runs on 2 of 3 threads: another could not be started (too many threads)";
  await vi.waitFor(() => expect(warned.mock.calls).toEqual([[sentence]]));
  expect([engine.threads, engine.notice]).toEqual([2, sentence]);
  await engine.dispose();
});

it("starts those that nobody asked for when there is more to do than one prediction", async () => {
  vi.stubEnv("TENFOLD_THREADS", "3");
  const engine = await startEngine();
  const x = engine.tensor([1000]);
  const negate = (items: number) => {
    x.data.fill(-1);
    engine.fork("relu", items, x.pointer, x.pointer, 1000, Math.ceil(1000 / items));
    return x.data.every((value) => value === 0);
  };
  for (let times = 0; times < 64; times++) expect(negate(10)).toBe(true);
  for (let times = 0; times < 64; times++) expect(negate(1)).toBe(true); // nobody could help with these
  expect([engine.threads, begun.mock.calls.length]).toEqual([3, 0]);
  expect(negate(10)).toBe(true);
  expect([engine.threads, begun.mock.calls.length]).toEqual([3, 2]);
  await engine.dispose();
});

it("starts those that were asked for by number at once", async () => {
  const engine = await startEngine({ threads: 4 });
  expect(begun).toHaveBeenCalledTimes(3);
  await engine.dispose();
});
