// What is measured of Tenfold alone, outside the rounds.

import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { commandOf } from "./contestants.js";
import { linesOf } from "./process.js";
import { summaryOf } from "./statistics.js";

/** Share of augmentation, memory, start-up, size, and how free the thread is that has others read, each `{ median, low, high, count }`. */
export async function measureAlone(bench, { rounds, steps, say, ...job }) {
  const run = (program, count = steps) => linesOf(...commandOf(bench, { program, threads: 2 }, { ...job, steps: count }));
  say("augmentation");
  const augmentation = summaryOf((await run("contestants/augmentation.js", steps * rounds)).lines[0].shares);
  say("memory");
  const memory = summaryOf([(await run("contestants/memory.js", 20)).lines[0].megabytes]);
  say("start-up");
  const starts = [];
  const nodes = [];
  const startMemories = [];
  for (let turn = 0; turn < Math.max(rounds, 3); turn++) {
    nodes.push([(await linesOf(process.execPath, ["-e", "console.log()"])).firstMs]);
    const started = await run("contestants/start-up.js");
    starts.push([started.firstMs]);
    startMemories.push(started.lines[0].megabytes);
  }
  say("readers");
  const [{ ms, delayMs }] = (await run("contestants/readers.js", rounds)).lines;
  say("size");
  const size = summaryOf([await kilobytes(bench)]);
  const readers = { readers: summaryOf(ms), readersDelay: summaryOf(delayMs) };
  const summaries = { startUp: summaryOf(starts.flat()), nodeStartUp: summaryOf(nodes.flat()), startMemory: summaryOf(startMemories) };
  return { augmentation, memory, starts, nodes, ...summaries, size, ...readers };
}

/** The whole library with both builds of the kernels, minified and compressed. */
async function kilobytes(bench) {
  const entry = join(bench, "../packages/tenfold/dist/index.js");
  const options = { bundle: true, minify: true, format: "esm", platform: "browser", external: ["node:*"], write: false, logLevel: "error" };
  const { outputFiles } = await build({ entryPoints: [entry], ...options });
  return gzipSync(outputFiles[0].contents, { level: 9 }).length / 1000;
}
