// node bench/not-digits.js DATA RUN...: how well the three scores tell digits from other things, as docs/confidence.md shows.
//
// Digits are the second half of each run's validation images, the distance is fitted on the first half, and test images are left alone. Prints means over the runs. DATA is a folder with not-digits/notmnist, not-digits/fashion-mnist (IDX), not-digits/quickdraw (raw bytes)
// and unipen-online (strokes, of which letters are drawn on 28 x 28 pixels).

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import {
  decodeModel,
  evaluateOutOfDistribution,
  fitConfidence,
  imagesOf,
  load,
  membershipScores,
  parseIdxImages,
  percent as shareText,
  split,
} from "../packages/tenfold/dist/index.js";
import { mnist } from "../packages/tenfold/dist/node/index.js";
import { isDigitToTheEye } from "./parts/digits-to-the-eye.js";
import { drawn } from "./parts/strokes.js";

/** At most so many pictures a set, evenly over the file. */
const MOST = 3000;

const [data, ...runs] = process.argv.slice(2);
if (!data || runs.length === 0) throw new Error("usage: node bench/not-digits.js DATA RUN...");

const sets = {
  notMNIST: idx("notmnist"),
  "Fashion-MNIST": idx("fashion-mnist"),
  "Quick, Draw!": quickdraw(),
  "capital letters": letters("uppercase"),
  "small letters": letters("lowercase"),
};
const { train } = await mnist();

const rows = [];
for (const run of runs) rows.push(await measure(run));
console.log("| other things | score | AUROC | FPR@95 | pass where 99 % of the digits do |\n|---|---|---|---|---|");
for (const [place, { name, score }] of rows[0].entries()) {
  const mean = (measure) => rows.reduce((sum, row) => sum + row[place][measure], 0) / rows.length;
  console.log(`| ${[name, score, mean("auroc").toFixed(4), percent(mean("fpr95")), percent(mean("passed"))].join(" | ")} |`);
}

async function measure(run) {
  const config = JSON.parse(readFileSync(join(run, "config.json"), "utf8"));
  const model = await load(decodeModel(readFileSync(join(run, "model.safetensors")), run));
  const { validation } = split(train, config);
  const half = validation.images.count >> 1;
  const labels = validation.labels.subarray(0, half);
  const fitted = { ...(await model.infer(validation.images.slice(0, half), { temperature: 1 })), labels, classes: 10 };
  const { membership } = fitConfidence(fitted).confidence;
  const digits = await model.infer(validation.images.slice(half));
  const others = [];
  for (const [name, images] of Object.entries(sets)) others.push({ name, ...(await model.infer(images)) });
  const found = evaluateOutOfDistribution({ test: digits, others, classes: 10, membership });
  await model.dispose();
  return found.others.flatMap(({ name, scores }, set) =>
    Object.entries(scores).map(([score, { auroc, fpr95 }]) => {
      const threshold = lowest(scoresOf(score, digits, membership), 0.99);
      return { name, score, auroc, fpr95, passed: share(scoresOf(score, others[set], membership), threshold) };
    }),
  );
}

function scoresOf(score, said, { geometry }) {
  return membershipScores(score, said, 10, geometry);
}

/** The threshold that lets such a share of the scores pass. */
function lowest(scores, accepted) {
  return Float64Array.from(scores).sort()[Math.floor((1 - accepted) * scores.length)];
}

function share(scores, threshold) {
  return scores.filter((score) => score >= threshold).length / scores.length;
}

function percent(part) {
  return shareText(part, { decimals: 1 });
}

function idx(name) {
  const file = join(data, "not-digits", name, "t10k-images-idx3-ubyte.gz");
  return parseIdxImages(new Uint8Array(gunzipSync(readFileSync(file))), file).slice(0, MOST);
}

function quickdraw() {
  const folder = join(data, "not-digits/quickdraw");
  const files = readdirSync(folder).filter((name) => name.endsWith(".bin"));
  const pixels = new Uint8Array(Buffer.concat(files.map((name) => readFileSync(join(folder, name)))));
  return imagesOf(pixels, [pixels.length / 784, 28, 28, 1]);
}

/** Letters, without those that are digits to the eye. */
function letters(file) {
  const lines = gunzipSync(readFileSync(join(data, "unipen-online", `${file}.ndjson.gz`)))
    .toString()
    .trim()
    .split("\n");
  const wanted = lines.map((line) => JSON.parse(line)).filter(({ label }) => !isDigitToTheEye(label));
  const pictures = wanted.map(({ strokes }) => drawn(strokes));
  return imagesOf(new Uint8Array(Buffer.concat(pictures)), [pictures.length, 28, 28, 1]);
}
