// 64 pictures of five digits each, or as many as a fourth argument says, read at once by as many workers as there are threads: how long that takes,
// and how long the thread that calls is kept from serving anything else meanwhile, the 99th percentile.

import { monitorEventLoopDelay } from "node:perf_hooks";
import { loadReaders } from "../../packages/tenfold/dist/chunks/recognize.js";
import { job, tell } from "../parts/job.js";

const DIGITS = 5;
const PICTURES = Number(process.argv[5] ?? 64);
const { threads, steps, pictures } = job();

const readers = await loadReaders({ workers: threads });
await readAll(threads); // compiles WebAssembly for speed, in each worker
const found = [];
for (let turn = 0; turn < steps; turn++) {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const start = performance.now();
  await readAll(PICTURES);
  const ms = performance.now() - start;
  delay.disable();
  found.push({ ms, delay: delay.percentile(99) / 1e6 });
}
tell({ what: "readers", ms: found.map(({ ms }) => ms), delayMs: found.map(({ delay }) => delay) });
await readers.dispose();

function readAll(count) {
  return Promise.all(Array.from({ length: count }, (_, at) => readers.read(line(at * DIGITS))));
}

/** Light paper with some of the pictures on it, one beside the other, at twice their size. */
function line(first) {
  const [height, width] = [96, 56 * DIGITS + 40];
  const pixels = new Uint8Array(height * width).fill(235);
  for (let y = 0; y < 56; y++) {
    for (let x = 0; x < 56 * DIGITS; x++) {
      const picture = (first + Math.floor(x / 56)) % (pictures.length / 784);
      const ink = pictures[picture * 784 + (y >> 1) * 28 + ((x % 56) >> 1)];
      pixels[(y + 20) * width + x + 20] = 235 - 190 * ink;
    }
  }
  return { pixels, height, width, channels: 1 };
}
