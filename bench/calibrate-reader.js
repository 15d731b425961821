// node bench/calibrate-reader.js --lines FILE --out FILE: what a reader's confidences are worth, learned and kept in a model file.
//
// Reads strings composed of digits that no reader is trained on and counts how often each confidence was right. With --lines, what is kept
// is what both networks together are worth, in the file of the one for lines; without, what the network for digits is worth alone.

import { once } from "node:events";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import { decodeModel, encodeModel } from "../packages/tenfold/dist/index.js";
import { acceptFrom, calibrateReadings, calibrationMetadata } from "../packages/tenfold/dist/recognize/index.js";

const help = `usage: node bench/calibrate-reader.js --out FILE [options]

  --out FILE        where to write the model with its calibration, its kernels in half precision
  --model FILE      the network for digits, a run's folder or its model.safetensors; the one that comes with the package unless told
  --lines FILE      the network for lines
  --strokes FOLDER  pen strokes as UNIPEN's: digits.ndjson.gz
  --strings N       how many to read; 30000 unless told
  --workers N       how many read at a time; 2 unless told
`;

const { values } = parseArgs({
  options: {
    out: { type: "string" },
    model: { type: "string", default: new URL("../packages/tenfold/models/reader.safetensors", import.meta.url).pathname },
    lines: { type: "string" },
    strokes: { type: "string" },
    strings: { type: "string", default: "30000" },
    workers: { type: "string", default: "2" },
  },
});
if (!values.out) {
  process.stderr.write(help);
  process.exit(2);
}
/** Strings a part, each part from a seed of its own. */
const [PART, SEED] = [1000, 1000];
const model = asItWillBeRead(values.model);
const lines = values.lines ? asItWillBeRead(values.lines) : false;
const parts = Array.from({ length: Math.ceil(Number(values.strings) / PART) });
let next = 0;
let told = 0;
await Promise.all(Array.from({ length: Number(values.workers) }, work));
const [confidences, hits] = [0, 1].map((which) => parts.flat().map((one) => one[which]));
const calibration = calibrateReadings(confidences, hits);
const kept = decodeModel(lines || model, values.lines ?? values.model);
writeFileSync(values.out, encodeModel(kept, { ...kept.metadata, ...calibrationMetadata(calibration) }, { half: true }));
console.log(`${hits.reduce((sum, hit) => sum + hit, 0)} of ${hits.length} strings right`);
for (const maxError of [0.05, 0.02, 0.01, 0.005, 0.002]) {
  const threshold = acceptFrom(maxError, calibration);
  const accepted = confidences.filter((confidence) => confidence >= threshold).length;
  const share = ((100 * accepted) / confidences.length).toFixed(1);
  console.log(`at most ${100 * maxError} % wrong: from a confidence of ${threshold.toFixed(6)} on, ${share} % of the strings`);
}

async function work() {
  const worker = new Worker(new URL("./reading/read-kept.js", import.meta.url), {
    workerData: { model, lines, strokes: values.strokes, seed: SEED },
  });
  while (next < parts.length) {
    const part = next++;
    worker.postMessage({ part, count: Math.min(PART, Number(values.strings) - part * PART) });
    [parts[part]] = await once(worker, "message");
    told += parts[part].length;
    process.stderr.write(`${told} strings read\n`);
  }
  await worker.terminate();
}

/** The file's bytes, in half precision. */
function asItWillBeRead(given) {
  const path = existsSync(given) && statSync(given).isDirectory() ? join(given, "model.safetensors") : given;
  const file = decodeModel(readFileSync(path), path);
  return encodeModel(file, file.metadata, { half: true });
}
