// What every contestant is told on its command line, THREADS STEPS FOLDER [BUILD], and how it times and tells.

import { readFileSync } from "node:fs";
import { join } from "node:path";

export function job() {
  const [threads, steps, folder, build] = process.argv.slice(2);
  return { threads: Number(threads), steps: Number(steps), build, ...entriesIn(folder) };
}

function entriesIn(folder) {
  const bytes = readFileSync(join(folder, "pictures.f32")); // [128, 28, 28, 1], ink 1
  const pictures = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  return {
    pictures,
    one: pictures.slice(0, 28 * 28),
    modelPath: join(folder, "classic.safetensors"),
    onnxPath: join(folder, "classic.onnx"),
  };
}

/** Milliseconds of each of `steps` runs, after some that do not count: they are when WebAssembly is compiled for speed. */
export async function timesOf(run, steps, warmUp = 4) {
  for (let turn = 0; turn < warmUp; turn++) await run();
  const times = [];
  for (let turn = 0; turn < steps; turn++) {
    const start = performance.now();
    await run();
    times.push(performance.now() - start);
  }
  return times;
}

/** How many single images are timed for each step of a batch, and how many before do not count. */
export const ONES = 10;
export const ONES_WARM_UP = 40;

/** The times of a batch and of one image, and what the batch came out as. */
export async function tellInference({ pictures, one, steps }, predict) {
  tell({ what: "infer", ms: await timesOf(() => predict(pictures), steps) });
  tell({ what: "one", ms: await timesOf(() => predict(one), steps * ONES, ONES_WARM_UP) });
  tell({ what: "probabilities", values: Array.from(await predict(pictures)) });
}

export function tell(line) {
  console.log(JSON.stringify(line));
}
