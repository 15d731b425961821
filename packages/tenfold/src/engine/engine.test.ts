import { availableParallelism } from "node:os";
import { afterEach, describe, expect, it, vi } from "vitest";
import { UsageError } from "../errors.js";
import { bestBuild } from "./build.js";
import { startEngine } from "./engine.js";
import { SCRATCH_BYTES } from "./scratch.js";

afterEach(() => vi.unstubAllEnvs());

describe("startEngine", () => {
  it.each([0, -1, 1.5, 65, Number.NaN, Number.POSITIVE_INFINITY])("refuses %d threads", async (threads) => {
    const starting = startEngine({ threads });
    await expect(starting).rejects.toThrow(UsageError);
    await expect(starting).rejects.toThrow(`threads: ${threads} came, a whole number from 1 to 64 is wanted`);
  });

  it.each(["0", "65", "two", "1.5", "-1"])("refuses TENFOLD_THREADS=%s", async (told) => {
    vi.stubEnv("TENFOLD_THREADS", told);
    const starting = startEngine();
    await expect(starting).rejects.toThrow(UsageError);
    await expect(starting).rejects.toThrow(`TENFOLD_THREADS is "${told}"; a whole number from 1 to 64 is wanted`);
  });

  it.each([
    ["3", undefined, 3],
    ["3", 2, 2],
    ["", undefined, Math.min(16, availableParallelism())],
    [undefined, undefined, Math.min(16, availableParallelism())],
  ])("with TENFOLD_THREADS=%s and %s threads asked for runs %d", async (told, threads, run) => {
    vi.stubEnv("TENFOLD_THREADS", told);
    const engine = await startEngine({ threads });
    expect(engine.threads).toBe(run);
    await engine.dispose();
  });

  it("runs the build and the threads asked for, and the best build when none is named", async () => {
    const plain = await startEngine({ build: "plain", threads: 2 });
    expect([plain.build, plain.threads, plain.notice]).toEqual(["plain", 2, undefined]);
    await plain.dispose();
    const best = await startEngine({ threads: 1 });
    expect(best.build).toBe(bestBuild());
    await best.dispose();
  });

  it("has a scratch for each thread, and nothing else in use", async () => {
    const engine = await startEngine({ threads: 3 });
    expect(engine.used).toBe(3 * SCRATCH_BYTES);
    await engine.dispose();
  });

  it("hands out tensors of zeros and takes them back, with plain allocations alike", async () => {
    const engine = await startEngine({ threads: 1 });
    const before = engine.used;
    const tensor = engine.tensor([2, 3, 5]);
    expect([tensor.shape, tensor.length]).toEqual([[2, 3, 5], 30]);
    expect(tensor.data).toEqual(new Float32Array(30));
    const pointer = engine.allocate(100);
    engine.bytesAt(pointer, 100).fill(255);
    expect(tensor.data).toEqual(new Float32Array(30));
    expect(engine.used).toBe(before + 128 + 128);
    engine.free(tensor, pointer);
    expect(engine.used).toBe(before);
    expect(() => engine.free(tensor)).toThrow(`nothing was allocated at ${tensor.pointer}`);
    await engine.dispose();
  });

  it("refuses kernels that are not there, and more items than a ticket can count", async () => {
    for (const threads of [1, 2]) {
      const engine = await startEngine({ threads });
      // @ts-expect-error the compiler knows it, too
      expect(() => engine.fork("rleu", 1)).toThrow('there is no kernel "rleu"');
      expect(() => engine.fork("relu", 8191, 0, 0, 0, 1)).toThrow("relu: 8191 items, at most 8190 can be shared");
      await engine.dispose();
    }
  });

  it("keeps engines apart", async () => {
    const [one, other] = await Promise.all([startEngine({ threads: 2 }), startEngine({ threads: 2 })]);
    const [mine, theirs] = [one.tensor([1000]), other.tensor([1000])];
    mine.data.fill(-1);
    theirs.data.fill(-2);
    one.fork("relu", 10, mine.pointer, mine.pointer, 1000, 100);
    expect(mine.data).toEqual(new Float32Array(1000));
    expect(theirs.data).toEqual(new Float32Array(1000).fill(-2));
    await Promise.all([one.dispose(), other.dispose()]);
  });
});
