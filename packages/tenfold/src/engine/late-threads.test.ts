import { afterEach, expect, it, vi } from "vitest";
import { startEngine } from "./engine.js";

const { starts } = vi.hoisted(() => ({ starts: [] as Promise<void>[] }));

vi.mock("./threads-node.js", async (original) => ({
  ...(await original<typeof import("./threads-node.js")>()),
  startNodeThread: () => ({ started: starts.shift(), terminate: async () => {} }),
}));

afterEach(() => vi.restoreAllMocks());

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
