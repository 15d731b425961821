// node bench/calibrate-digits.js --samples FOLDER --out FILE: what the network for digits is worth on digits that are seen each by itself, learned and kept
// in its file; with a table of what each source promises when it is left out.

import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { decodeModel, encodeModel, load } from "../packages/tenfold/dist/index.js";
import { efforts, viewsOf } from "../packages/tenfold/dist/recognize/effort.js";
import { calibrateSources } from "../packages/tenfold/dist/recognize/index.js";
import { lookOf } from "../packages/tenfold/dist/recognize/looks/digit-look.js";
import { seenInViews } from "../packages/tenfold/dist/recognize/looks/digit-views.js";
import { digitCalibrationMetadata } from "../packages/tenfold/dist/recognize/trust/calibration-file.js";
import { digitReadings, digitSources } from "./reading/digit-sources.js";
import { promisesKept } from "./reading/promises-kept.js";
import { keptDigits } from "./reading/sources.js";

const { values } = parseArgs({
  options: {
    samples: { type: "string" },
    model: { type: "string", default: new URL("../packages/tenfold/models/reader.safetensors", import.meta.url).pathname },
    out: { type: "string" },
    count: { type: "string", default: "4000" },
    last: { type: "boolean", default: false },
  },
});
if (!values.samples) {
  process.stderr.write("usage: node bench/calibrate-digits.js --samples FOLDER [--model FILE] [--out FILE] [--count N] [--last]\n");
  process.exit(2);
}
const path = existsSync(values.model) && statSync(values.model).isDirectory() ? join(values.model, "model.safetensors") : values.model;
const file = decodeModel(readFileSync(path), path);
const half = decodeModel(encodeModel(file, file.metadata, { half: true }), path);
const model = await load(half, { threads: 2 });
const sources = await digitSources(values.samples, await keptDigits(values.last), Number(values.count));
const looks = efforts.map((effort) => seenInViews(lookOf(model), viewsOf("calibrate", effort).digits));
const read = [];
for (const [name, items] of Object.entries(sources)) {
  const byEffort = [];
  for (const look of looks) byEffort.push(await digitReadings(look, items));
  read.push({ name, isJudged: false, byEffort });
}
const columnOf = ({ name, byEffort }, at) => ({
  name,
  confidences: byEffort[at].map(([one]) => one),
  hits: byEffort[at].map(([, hit]) => hit),
});
console.log(promisesKept(read, efforts, columnOf));
if (values.out) {
  const known = efforts.map((effort, at) => [effort, calibrateSources(read.map((one) => columnOf(one, at)))]);
  writeFileSync(
    values.out,
    encodeModel(file, { ...file.metadata, ...digitCalibrationMetadata(Object.fromEntries(known)) }, { half: true }),
  );
}
await model.dispose();
