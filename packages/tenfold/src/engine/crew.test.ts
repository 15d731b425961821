import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Engine, startEngine } from "./engine.js";
import { rng } from "./rng.js";

/** Numbers of 4 floats, an item each, that a fork raises by 1: `sumLanes` adds a lane of ones to the lane they are in. */
function counters(engine: Engine, items: number) {
  const lanes = engine.tensor([2, items * 4]);
  lanes.data.fill(1, items * 4);
  return {
    raise: (some: number) => engine.fork("sumLanes", some, lanes.pointer, lanes.pointer, items * 4, 2, 4),
    counts: () => Array.from(lanes.data.subarray(0, items * 4)),
    free: () => engine.free(lanes),
  };
}

describe("a crew of four", () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await startEngine({ threads: 4 });
  });
  afterAll(() => engine.dispose());

  it("does every item of many thousand forks exactly once, whatever their number and their arguments", () => {
    const random = rng(1);
    const kinds = [7, 40, 300].map((most) => ({ most, counters: counters(engine, most), expected: new Array<number>(most * 4).fill(0) }));
    for (let fork = 0; fork < 50_000; fork++) {
      const { most, counters, expected } = kinds[random.below(3)] as (typeof kinds)[number];
      const items = random.below(most + 1);
      counters.raise(items);
      for (let at = 0; at < items * 4; at++) expected[at]!++;
    }
    for (const { counters, expected } of kinds) {
      expect(counters.counts()).toEqual(expected);
      counters.free();
    }
  });

  it("does as many items as a fork may have", () => {
    const { raise, counts, free } = counters(engine, 8190);
    for (let fork = 0; fork < 20; fork++) raise(8190);
    expect(counts().every((count) => count === 20)).toBe(true);
    free();
  });

  it("has every item done when the fork returns", () => {
    const random = rng(2);
    const { raise, counts, free } = counters(engine, 64);
    for (let fork = 1; fork <= 500; fork++) {
      raise(64);
      const late = counts().findIndex((count) => count !== fork);
      if (late >= 0) expect.fail(`item ${late >> 2} was not done after fork ${fork}`);
      for (let wait = random.below(20_000); wait > 0; wait--); // sometimes long enough for the others to fall asleep
    }
    free();
  });

  it("wakes up after a rest", async () => {
    const { raise, counts, free } = counters(engine, 64);
    for (let fork = 0; fork < 5; fork++) {
      await new Promise((resolve) => setTimeout(resolve, 30));
      raise(64);
    }
    expect(counts()).toEqual(new Array(256).fill(5));
    free();
  });

  it("goes on after memory has grown", () => {
    const { raise, counts, free } = counters(engine, 64);
    raise(64);
    const large = engine.tensor([40 * 2 ** 20]);
    large.data.fill(-1);
    engine.fork("relu", 640, large.pointer, large.pointer, large.length, 65536);
    expect(large.data.every((value) => value === 0)).toBe(true);
    raise(64);
    expect(counts()).toEqual(new Array(256).fill(2));
    engine.free(large);
    free();
  });

  it("reports a kernel that reads outside of memory, and goes on", () => {
    const { raise, counts, free } = counters(engine, 64);
    const to = engine.tensor([4]);
    for (let round = 1; round <= 50; round++) {
      raise(64);
      expect(() => engine.fork("relu", 32, 2 ** 32 - 65536, to.pointer, 4 * 32, 4)).toThrow(/out of bounds|trapped on another thread/);
      raise(64);
    }
    expect(counts()).toEqual(new Array(256).fill(100));
    engine.free(to);
    free();
  });

  it("says what a kernel met on another thread", async () => {
    const engine = await startEngine({ threads: 2 });
    const chunk = 1_000_000; // long enough that the other thread takes the second item, which begins where memory ends
    const last = engine.tensor([chunk + 16384]).data.buffer.byteLength - 4 * chunk;
    let heard: unknown;
    for (let round = 0; round < 500 && !/another thread/.test(String(heard)); round++) {
      try {
        engine.fork("relu", 2, last, last, 2 * chunk, chunk);
      } catch (error) {
        heard = error;
      }
    }
    expect(heard).toEqual(new Error("relu trapped on another thread: RuntimeError: memory access out of bounds"));
    await engine.dispose();
  });
});

describe("the end", () => {
  it("of a crew leaves its memory readable, and refuses further forks", async () => {
    const engine = await startEngine({ threads: 3 });
    const { raise, counts } = counters(engine, 30);
    raise(30);
    await engine.dispose();
    expect(() => raise(30)).toThrow("the engine was disposed; compile or load the model again");
    expect(counts()).toEqual(new Array(120).fill(1));
    await engine.dispose();
  });

  it("of a process comes though nobody disposed of its engine", async () => {
    const folder = await mkdtemp(join(tmpdir(), "tenfold-crew-"));
    try {
      const outfile = join(folder, "engine.mjs");
      const source = join(import.meta.dirname, "engine.ts");
      await build({ entryPoints: [source], outfile, bundle: true, format: "esm", platform: "node", logLevel: "error" });
      const program = `
        import { startEngine } from ${JSON.stringify(pathToFileURL(outfile).href)};
        const engine = await startEngine({ threads: 3 });
        const x = engine.tensor([1000]);
        x.data.fill(-1);
        engine.fork("relu", 10, x.pointer, x.pointer, 1000, 100);
        console.log("zeros", x.data.every((value) => value === 0), engine.threads);
      `;
      expect(await outputOf(program)).toEqual({ code: 0, text: "zeros true 3\n" });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

/** Runs a module in a process of its own; one that does not end is ended after 30 seconds and has no exit code. */
function outputOf(program: string): Promise<{ code: number | null; text: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--input-type=module", "-e", program], { timeout: 30_000 });
    let text = "";
    child.stdout.on("data", (part) => {
      text += part;
    });
    child.stderr.on("data", (part) => {
      text += part;
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, text }));
  });
}
