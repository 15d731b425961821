// node bench/strings.js --model FILE: how many strings of digits come out right, composed ones and real check amounts, without any grammar.

import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { decodeModel, load, wilsonInterval } from "../packages/tenfold/dist/index.js";
import { openDataset } from "../packages/tenfold/dist/node/index.js";
import { machine } from "./parts/machine.js";
import { composeStrings } from "./reading/compose-strings.js";
import { chequeAmounts, has } from "./reading/samples.js";
import { decoded, measureStrings } from "./reading/string-measures.js";

const help = `usage: node bench/strings.js --model FILE [options]

  --model FILE       a run's folder or its model.safetensors; with a class "none" after the ten digits, or without
  --composed N       how many strings to compose of MNIST's last 10,000 training images; 1000 unless told, 0 for none
  --seed N           of the composing; 7 unless told
  --samples FOLDER   where the samples lie (or TENFOLD_SAMPLES): cheque-amounts
  --threads N        1 unless told
  --misread          what was misread, too
  --json             numbers instead of a table
`;

const { values } = parseArgs({
  options: {
    model: { type: "string" },
    composed: { type: "string", default: "1000" },
    seed: { type: "string", default: "7" },
    samples: { type: "string", default: process.env.TENFOLD_SAMPLES },
    threads: { type: "string", default: "1" },
    misread: { type: "boolean" },
    json: { type: "boolean" },
  },
});
if (!values.model) {
  process.stderr.write(help);
  process.exit(2);
}
const path = existsSync(values.model) && statSync(values.model).isDirectory() ? join(values.model, "model.safetensors") : values.model;
const model = await load(decodeModel(readFileSync(path), path), { threads: Number(values.threads) });
const rows = [];
if (Number(values.composed) > 0) rows.push({ data: "composed", ...(await measureStrings(await composed(), lookOf(model))) });
if (values.samples && has(values.samples, "cheque-amounts")) {
  const amounts = await decoded(chequeAmounts(values.samples), (file) => readFileSync(file));
  rows.push({ data: "cheque-amounts", must: 0.75, ...(await measureStrings(amounts, lookOf(model))) });
} else process.stderr.write("cheque-amounts: skipped, it is not in the samples\n");
await model.dispose();
tell();

async function composed() {
  const { train } = await openDataset("mnist");
  const from = train.labels.length - 10_000;
  const digits = { images: train.images.pixels.subarray(from * 784), labels: train.labels.subarray(from) };
  return composeStrings(digits, { count: Number(values.composed), seed: Number(values.seed) });
}

/** A network of ten classes knows nothing that is no digit: one in a hundred is, to it. */
function lookOf(model) {
  const classes = model.classNames.length;
  return async (pictures, n) => {
    const { probabilities } = await model.infer(pictures);
    const answers = new Float32Array(n * 11).fill(Math.log(0.01));
    for (let row = 0; row < n; row++) {
      for (let at = 0; at < classes; at++) answers[row * 11 + at] = Math.log(Math.max(probabilities[row * classes + at], 1e-9));
    }
    return answers;
  };
}

function tell() {
  const made = machine(dirname(fileURLToPath(import.meta.url)));
  if (values.json) return console.log(JSON.stringify({ architecture: model.network.name, machine: made, rows }, null, 2));
  const percent = (share) => `${(100 * share).toFixed(2)} %`;
  const lines = rows.map(({ data, right, of, must, boxes, cut, digits, pieces, ms, most }) => {
    const [low, high] = wilsonInterval(right, of);
    const target = must ? percent(must) : "-";
    const times = `${(ms / of).toFixed(1)} ms (at most ${most.toFixed(0)})`;
    return `| ${data} | ${right} of ${of} | ${percent(right / of)} | ${percent(low)} to ${percent(high)} | ${target} | ${percent(cut / boxes)} | ${percent(digits / cut)} | ${(pieces / of).toFixed(1)} | ${times} |`;
  });
  console.log(
    [
      "| data | strings right | | 95 % interval | must | digits cut out | of these right | pieces a string | processor time a string |",
      "|---|---|---|---|---|---|---|---|---|",
      ...lines,
    ].join("\n"),
  );
  console.log(`\n${made.cpu}, ${made.cores} cores, Node ${made.versions.node}, ${model.network.name}, ${values.threads} thread(s)`);
  if (values.misread)
    for (const { data, misread } of rows) for (const { index, wanted, got } of misread) console.log(data, index, wanted, got);
}
