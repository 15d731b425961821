// node bench/average-networks.js FILE FILE --data FOLDER --out FILE: a network whose weights lie in the middle between those of two that began with the same weights
// ("model soups", Wortsman et al., 2022), judged beside them and calibrated on the validation images of the training of that seed.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import { decodeModel, load, presets, splitByGroup } from "../packages/tenfold/dist/index.js";
import { openDataset } from "../packages/tenfold/dist/node/index.js";

const help = `usage: node bench/average-networks.js FILE FILE... --out FILE [options]

  --out FILE       where to write the network, its kernels in single precision
  --preset NAME    whose share of the images validates; reader unless told
  --data FOLDER    what the networks were trained on; the preset's set unless told
  --seed N         of the training whose validation images judge; 42 unless told
`;

const { values, positionals: paths } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: "string" },
    preset: { type: "string", default: "reader" },
    data: { type: "string" },
    seed: { type: "string", default: "42" },
  },
});
if (paths.length < 2 || !values.out) {
  process.stderr.write(help);
  process.exit(2);
}

const files = paths.map((path) => decodeModel(readFileSync(path), path));
const [first, ...others] = files;
const weights = Object.fromEntries(
  Object.entries(first.weights).map(([name, { shape, data }]) => [name, { shape, data: middle(name, data) }]),
);
const preset = presets[values.preset];
const { train } = await openDataset(values.data ?? preset.dataSet);
const { validation } = splitByGroup(train, train.writers, { ...preset, seed: Number(values.seed) });
for (const [at, file] of files.entries()) console.log(`${paths[at]}: ${await judged(file)}`);
const model = await load({ ...first, weights }, { threads: 2 });
await model.calibrate(validation);
const { loss, accuracy } = await model.evaluate(validation);
console.log(`the middle: loss ${loss.toFixed(4)}, ${(100 * accuracy).toFixed(2)} % right of ${validation.images.count} validation images`);
mkdirSync(dirname(values.out), { recursive: true });
writeFileSync(values.out, model.encode());
await model.dispose();

function middle(name, data) {
  const all = [data, ...others.map((file) => file.weights[name]?.data)];
  if (all.some((one) => one?.length !== data.length))
    throw new Error(`${name} is not alike in all of ${paths.join(", ")}: networks of one training each from the same are wanted`);
  return data.map((_, at) => all.reduce((sum, one) => sum + one[at], 0) / all.length);
}

async function judged(file) {
  const one = await load(file, { threads: 2 });
  const { loss, accuracy } = await one.evaluate(validation);
  await one.dispose();
  return `loss ${loss.toFixed(4)}, ${(100 * accuracy).toFixed(2)} % right`;
}
