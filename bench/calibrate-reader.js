// node bench/calibrate-reader.js --model FILE --out FILE: what a reader's confidences are worth, learned and kept in its model file.
//
// Reads strings composed of digits that no reader is trained on, the last 5,000 of MNIST's training images and, where their folder is given,
// the pen-written ones of UNIPEN's writers that are kept, and counts how often each confidence was right.

import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { gunzipSync } from "node:zlib";
import { decodeModel, encodeModel, renderStrokes } from "../packages/tenfold/dist/index.js";
import { mnist } from "../packages/tenfold/dist/node/index.js";
import { isKept } from "../packages/tenfold/dist/node/sets/reading.js";
import { acceptFrom, calibrateReadings, calibrationMetadata, loadReader } from "../packages/tenfold/dist/recognize/index.js";
import { composeStrings } from "./reading/compose-strings.js";

const help = `usage: node bench/calibrate-reader.js --model FILE --out FILE [options]

  --model FILE      a run's folder or its model.safetensors
  --out FILE        where to write the model with its calibration, its kernels in half precision
  --strokes FOLDER  pen strokes as UNIPEN's: digits.ndjson.gz
  --strings N       how many to read; 30000 unless told
  --threads N       2 unless told
`;

const { values } = parseArgs({
  options: {
    model: { type: "string" },
    out: { type: "string" },
    strokes: { type: "string" },
    strings: { type: "string", default: "30000" },
    threads: { type: "string", default: "2" },
  },
});
if (!values.model || !values.out) {
  process.stderr.write(help);
  process.exit(2);
}
const path = existsSync(values.model) && statSync(values.model).isDirectory() ? join(values.model, "model.safetensors") : values.model;
const file = decodeModel(readFileSync(path), path);
const model = decodeModel(encodeModel(file, file.metadata, { half: true }), path); // as it will be read
const reader = await loadReader({
  model,
  calibration: {
    map: [
      { confidence: 0, right: 0 },
      { confidence: 1, right: 1 },
    ],
    counts: [],
  },
  threads: Number(values.threads),
});
const sources = [await keptOfMnist(), ...(values.strokes ? [keptOfUnipen(values.strokes)] : [])];
const [confidences, hits] = [[], []];
for (const [at, digits] of sources.entries()) {
  const count = Math.round(Number(values.strings) / sources.length);
  for (const { picture, text } of composeStrings(digits, { count, seed: 1000 + at })) {
    const { strings } = await reader.read(picture, { field: { kind: "digits", separators: ".,-" } });
    if (!strings[0]) continue; // nothing found is nothing promised
    confidences.push(strings[0].confidence);
    hits.push(Number(strings[0].text === text));
  }
  process.stderr.write(`${confidences.length} strings read, ${hits.reduce((sum, hit) => sum + hit, 0)} right\n`);
}
await reader.dispose();
const calibration = calibrateReadings(confidences, hits);
writeFileSync(values.out, encodeModel(model, { ...model.metadata, ...calibrationMetadata(calibration) }, { half: true }));
for (const maxError of [0.05, 0.02, 0.01, 0.005]) {
  const threshold = acceptFrom(maxError, calibration);
  const accepted = confidences.filter((confidence) => confidence >= threshold).length;
  const share = ((100 * accepted) / confidences.length).toFixed(1);
  console.log(`at most ${100 * maxError} % wrong: from a confidence of ${threshold.toFixed(6)} on, ${share} % of the strings`);
}

async function keptOfMnist() {
  const { train } = await mnist();
  const from = train.labels.length - 5000;
  return { images: train.images.pixels.subarray(from * 784), labels: train.labels.subarray(from) };
}

function keptOfUnipen(folder) {
  const name = readdirSync(folder).find((name) => /^digits\.ndjson(\.gz)?$/.test(name));
  const bytes = readFileSync(join(folder, name));
  const text = (name.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
  const samples = text
    .trim()
    .split("\n")
    .map(JSON.parse)
    .filter(({ writer }) => isKept(writer));
  const images = new Uint8Array(samples.length * 784);
  for (const [at, { strokes }] of samples.entries()) images.set(renderStrokes(strokes, { y: "up" }).pixels, at * 784);
  return { images, labels: Uint8Array.from(samples, ({ label }) => Number(label)) };
}
