// node bench/calibrate-reader.js --samples FOLDER --out FILE: what a reader's confidences are worth, learned and kept in a model file.
//
// Reads pictures of several sources at every effort and counts how often each confidence was right. What only may be judged on is read, too, with
// --judge, and calibrates nothing; --leave-one-out asks of every source what a calibration by the others promises on it.

import { once } from "node:events";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import { decodeModel, encodeModel } from "../packages/tenfold/dist/index.js";
import { efforts } from "../packages/tenfold/dist/recognize/effort.js";
import { calibrateSources, calibrationMetadata } from "../packages/tenfold/dist/recognize/index.js";
import { digitCalibrationMetadata } from "../packages/tenfold/dist/recognize/trust/calibration-file.js";
import { promisesKept, stringsOf } from "./reading/promises-kept.js";
import { readingSources } from "./reading/sources.js";

const help = `usage: node bench/calibrate-reader.js --samples FOLDER [options]

  --samples FOLDER  where the samples lie; docs/reading.md says which
  --out FILE        where to write the last of the networks with the calibration, its kernels in half precision
  --readings FILE   keep what was read, or go on with what is kept there
  --model FILE      the network for digits, a run's folder or its model.safetensors; the one that comes with the package unless told
  --lines FILE      the network for lines, likewise; "none" for a reader without one
  --signs FILE      the one that knows signs, likewise; "none" for a reader without one. The calibration goes into the last network that there is
  --count N         about how many readings of each source; 2000 unless told
  --seed N          decides what is drawn; 1 unless told
  --workers N       how many read at a time; 2 unless told
  --last            digits are MNIST's last 5,000 training images, for networks of before digits were kept apart by writer
`;

const shipped = (name) => new URL(`../packages/tenfold/models/${name}.safetensors`, import.meta.url).pathname;
const { values } = parseArgs({
  options: {
    samples: { type: "string" },
    out: { type: "string" },
    readings: { type: "string" },
    model: { type: "string", default: shipped("reader") },
    lines: { type: "string", default: shipped("lines") },
    signs: { type: "string", default: shipped("signs") },
    count: { type: "string", default: "2000" },
    seed: { type: "string", default: "1" },
    workers: { type: "string", default: "2" },
    last: { type: "boolean", default: false },
  },
});
if (!values.samples) {
  process.stderr.write(help);
  process.exit(2);
}
const settings = { folder: values.samples, count: Number(values.count), seed: Number(values.seed), last: values.last };
const sources = await readingSources(settings);
const kept = values.readings && existsSync(values.readings) ? JSON.parse(readFileSync(values.readings, "utf8")) : {};
const queue = sources.filter(({ name }) => !kept[name]).map(({ name }) => name);
await Promise.all(Array.from({ length: Math.min(Number(values.workers), queue.length) }, work));

const columns = sources.map(({ name, isJudged }) => ({ name, isJudged, readings: kept[name] }));
console.log(promisesKept(columns, efforts));
console.log(`\nEach digit of these:\n${promisesKept(columns, efforts, allDigitsOf)}`);
if (values.out) {
  const calibrating = columns.filter(({ isJudged }) => !isJudged);
  const byEffort = (column) =>
    Object.fromEntries(efforts.map((effort, at) => [effort, calibrateSources(calibrating.map((one) => column(one, at)))]));
  const isCut = values.lines === "none" && values.signs === "none";
  const ofDigits = isCut ? {} : digitCalibrationMetadata(byEffort(digitsOf)); // the network for digits has its own
  const known = { ...calibrationMetadata(byEffort(stringsOf)), ...ofDigits };
  const target = [values.signs, values.lines, values.model].find((file) => file !== "none");
  const file = decodeModel(readFileSync(fileOf(target)), target);
  writeFileSync(values.out, encodeModel(file, { ...file.metadata, ...known }, { half: true }));
}

/** Every digit by itself, of readings that nothing but their confidence keeps back; the digits of others are never accepted. */
function digitsOf({ name, readings }, at) {
  return columnOf(
    name,
    readings.flatMap((one) => (one[at][0] === 0 ? [] : one[at][2])),
  );
}

/** Of all readings; those that are kept back count as not accepted. */
function allDigitsOf({ name, readings }, at) {
  return columnOf(
    name,
    readings.flatMap((one) => (one[at][0] === 0 ? one[at][2].map(([, hit]) => [0, hit]) : one[at][2])),
  );
}

function columnOf(name, digits) {
  return { name, confidences: digits.map(([confidence]) => confidence), hits: digits.map(([, hit]) => hit) };
}

async function work() {
  const worker = new Worker(new URL("./reading/read-kept.js", import.meta.url), {
    workerData: {
      ...settings,
      model: asItWillBeRead(values.model),
      lines: values.lines === "none" ? undefined : asItWillBeRead(values.lines),
      signs: values.signs === "none" ? undefined : asItWillBeRead(values.signs),
    },
  });
  for (let name = queue.shift(); name; name = queue.shift()) {
    worker.postMessage(name);
    [kept[name]] = await once(worker, "message");
    if (values.readings) writeFileSync(values.readings, JSON.stringify(kept));
    process.stderr.write(`${name}: ${kept[name].length} read\n`);
  }
  await worker.terminate();
}

function fileOf(given) {
  return existsSync(given) && statSync(given).isDirectory() ? join(given, "model.safetensors") : given;
}

/** The file's bytes, in half precision. */
function asItWillBeRead(given) {
  const file = decodeModel(readFileSync(fileOf(given)), given);
  return encodeModel(file, file.metadata, { half: true });
}
