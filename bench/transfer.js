// node bench/transfer.js --target DATA: what a network that has learned something needs to read something else, against one that has learned
// nothing.

import { readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import {
  balancedSample,
  checkpoint,
  compile,
  decodeModel,
  finetunePreset,
  load,
  meanAndSd,
  percent,
  percentSpread,
  presetNamed,
  recipeOf,
  split,
  transfer,
} from "../packages/tenfold/dist/index.js";
import { openDataset } from "../packages/tenfold/dist/node/index.js";
import { machine } from "./parts/machine.js";
import { transferSvg } from "./parts/transfer-plot.js";

const help = `usage: node bench/transfer.js --target DATA [options]

  --target DATA   a set by name or a path, as for tenfold train; data in one part is divided, a sixth to test with
  --source DATA   what is learned before, mnist unless told
  --from FILE     a model that has learned the source; unless told one is trained by --preset
  --preset NAME   simple unless told
  --labels LIST   how many labelled images, 20,100,500 unless told
  --seeds N       3 unless told: each draws its own images, and its own weights
  --threads N     1 unless told
  --svg FILE      where to draw what came out
  --title TEXT    above the drawing
  --json          numbers instead of a table
`;

const { values } = parseArgs({
  options: {
    target: { type: "string" },
    source: { type: "string", default: "mnist" },
    from: { type: "string" },
    preset: { type: "string", default: "simple" },
    labels: { type: "string", default: "20,100,500" },
    seeds: { type: "string", default: "3" },
    threads: { type: "string", default: "1" },
    svg: { type: "string" },
    title: { type: "string" },
    json: { type: "boolean" },
  },
});
if (!values.target) {
  process.stderr.write(help);
  process.exit(2);
}
const threads = Number(values.threads);
const labelCounts = values.labels.split(",").map(Number);
const seeds = Array.from({ length: Number(values.seeds) }, (_, at) => 42 + at);
/** Both are tried for every arm and number of labels; the mean loss on the validation images, over the seeds, chooses. */
const rates = [1e-4, 1e-3, 1e-2];

const old = values.from ? decodeModel(readFileSync(values.from), values.from) : await learned(values.source);
const { train, test } = await openDataset(values.target);
/** Other classes than the source's want a head of their own. */
const sameClasses = train.classNames.join() === old.classNames.join();
const newClasses = sameClasses ? undefined : train.classNames;

/** What `compile` begins with, by arm. */
const arms = {
  "fine-tuned": () => transfer(old, { newClasses }),
  "last layer only": () => transfer(old, { newClasses, freeze: old.network.layers.filter(isBeforeHead).map(({ name }) => name) }),
  "from scratch": () => ({ ...transfer(old, { newClasses }), weights: undefined }),
};

const before = sameClasses ? (await judged(old, test)).accuracy : undefined;
const rows = [];
for (const labels of labelCounts) for (const arm of Object.keys(arms)) rows.push(await bestRate(arm, labels));
await tell();

function isBeforeHead({ weights, parts }, at, layers) {
  return (weights.length > 0 || parts.length > 0) && layers.slice(at + 1).some(({ layer }) => layer.kind === "dense");
}

async function learned(source) {
  const { train } = await openDataset(source);
  const { training, validation } = split(train, { validation: 0.2, seed: 42 });
  const { network, compileOptions, fitOptions } = recipeOf(presetNamed(values.preset), { classes: train.classNames.length });
  return bestOf(network, { ...compileOptions, classNames: train.classNames }, training, validation, fitOptions);
}

/** The model of the epoch with the lowest loss on the validation images, and that loss. */
async function bestOf(network, compileOptions, training, validation, fitOptions) {
  const model = await compile(network, { ...compileOptions, threads });
  let best;
  const to = { where: "memory", write: async (bytes) => (best = bytes) };
  const callbacks = [...fitOptions.callbacks, checkpoint({ to, watch: "val_loss" })];
  await model.fit(training, { ...fitOptions, validation, callbacks });
  await model.dispose();
  return decodeModel(best, "the best epoch");
}

async function judged(file, dataset) {
  const model = await load(file, { threads });
  const { accuracy, loss } = await model.evaluate(dataset);
  await model.dispose();
  return { accuracy, loss };
}

async function bestRate(arm, labels) {
  const tried = [];
  for (const rate of rates) {
    const outcomes = [];
    for (const seed of seeds) outcomes.push(await outcomeOf(arm, labels, rate, seed));
    const loss = outcomes.reduce((sum, one) => sum + one.validation, 0) / seeds.length;
    tried.push({ arm, labels, rate, loss, ...meanAndSd(outcomes.map(({ test }) => test)), accuracies: outcomes.map(({ test }) => test) });
    process.stderr.write(`${arm}, ${labels} labels, rate ${rate}: validation loss ${loss.toFixed(4)}\n`);
  }
  return tried.reduce((a, b) => (b.loss < a.loss ? b : a));
}

async function outcomeOf(arm, labels, rate, seed) {
  const { training, validation } = split(balancedSample(train, labels, seed), { validation: 0.2, seed });
  const start = arms[arm]();
  const { network } = start;
  const preset = { ...finetunePreset(network.name, labels), seed, optimizer: { kind: "adam", rate } };
  const { compileOptions, fitOptions } = recipeOf(preset, { network });
  const best = await bestOf(network, { ...compileOptions, ...start }, training, validation, fitOptions);
  return { validation: (await judged(best, validation)).loss, test: (await judged(best, test)).accuracy };
}

async function tell() {
  const subtitle = `accuracy on ${test.images.count.toLocaleString("en-US")} test images, mean ± sd of ${seeds.length} seeds`;
  const title = values.title ?? `${values.source} to ${values.target}`;
  if (values.svg) writeFileSync(values.svg, `${await transferSvg({ rows, before, title, subtitle })}\n`);
  const made = machine(dirname(fileURLToPath(import.meta.url)));
  if (values.json) return console.log(JSON.stringify({ before, rows, seeds, machine: made }, null, 2));
  const lines = rows.map(({ arm, labels, rate, mean, sd }) => `| ${labels} | ${arm} | ${percentSpread({ mean, sd: sd ?? 0 })} | ${rate} |`);
  console.log(
    `${before === undefined ? "" : `Before: ${percent(before)}\n\n`}| labels | | accuracy | rate |\n|---|---|---|---|\n${lines.join("\n")}`,
  );
  console.log(`\n${subtitle}; ${old.network.name}, ${made.cpu}, Node ${made.versions.node}, ${threads} thread(s)`);
}
