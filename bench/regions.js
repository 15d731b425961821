// node bench/regions.js: what a network gains by knowing the region of who wrote, on drawn digits of writers that it never saw.

import { parseArgs } from "node:util";
import {
  accuracy,
  adam,
  categoricalCrossentropy,
  compile,
  contextColumns,
  encodeModel,
  evaluateContext,
  imagesOf,
  oneCycle,
  predictedClasses,
  quick,
  sample,
  shuffledContext,
  simple,
  withContext,
} from "../packages/tenfold/dist/index.js";
import { mnist } from "../packages/tenfold/dist/node/index.js";
import { regionalHands, regionNames } from "../packages/tenfold/dist/recognize/index.js";

const { values } = parseArgs({
  options: {
    epochs: { type: "string", default: "6" },
    threads: { type: "string", default: "2" },
    digits: { type: "string", default: "6000" },
    network: { type: "string", default: "simple" },
    writers: { type: "string", default: "120" },
    swaps: { type: "string", default: "0.1" },
  },
});
const say = (line) => process.stderr.write(`${line}\n`);

/** Of those the regions differ in, the ones that are judged. */
const JUDGED = [1, 4, 7, 9];

const drawn = (writers, each, seed) =>
  together(regionNames.map((region, at) => ({ ...regionalHands({ region, writers, each, seed: seed + at }), from: at * 10_000 })));

function together(parts) {
  const count = parts.reduce((sum, { images }) => sum + images.count, 0);
  return {
    name: "drawn digits",
    images: imagesOf(Buffer.concat(parts.map(({ images }) => images.pixels)), [count, 28, 28, 1]),
    labels: Uint8Array.from(parts.flatMap(({ labels }) => Array.from(labels))),
    writers: Uint32Array.from(parts.flatMap(({ writers, from }) => Array.from(writers, (writer) => from + writer))),
    context: parts.flatMap(({ context }) => context.map(({ region }) => ({ region }))),
    classNames: parts[0].classNames,
  };
}

const { train } = await mnist();
const digits = sample(train, Number(values.digits), 7);
// MNIST's writers are of the United States.
const american = {
  ...digits,
  writers: new Uint32Array(digits.images.count),
  from: 1_000_000,
  context: Array.from({ length: digits.images.count }, () => ({ region: "US" })),
};
const training = together([{ ...drawn(Number(values.writers), 3, 100), from: 0 }, american]);
const test = drawn(100, 2, 9000);
const columns = contextColumns(training.context);
const bare = values.network === "quick" ? quick() : simple();
const model = await compile(withContext(bare, columns), {
  context: columns,
  optimizer: adam({ rate: 3e-3 }),
  loss: categoricalCrossentropy(),
  metrics: [accuracy()],
  seed: 42,
  threads: Number(values.threads),
});
say(`training on ${training.images.count} digits, ${values.epochs} epochs`);
await model.fit(training, { epochs: Number(values.epochs), batchSize: 64, contextSwaps: Number(values.swaps), callbacks: [oneCycle()] });

const rows = Array.from(test.labels.keys()).filter((row) => JUDGED.includes(test.labels[row]));
const read = async (context) => predictedClasses(await model.predict(test.images, context ? { context } : {}), 10);
const own = await read(test.context);
const none = await read();
const shuffled = await read(shuffledContext(test, 3).context);
/** Told wrong: an American's digits as a Swiss's, all others' as an American's. */
const wrongly = await read(test.context.map(({ region }) => ({ region: region === "US" ? "CH" : "US" })));

const pick = (all, which) => which.map((row) => all[row]);
const line = (name, which) => {
  const of = (told) =>
    evaluateContext({
      labels: pick(test.labels, which),
      writers: pick(test.writers, which),
      unknown: pick(none, which),
      told: pick(told, which),
    });
  const [right, wrong, control] = [of(own), of(wrongly), of(shuffled)];
  const percent = (share) => (share === null ? "-" : `${(100 * share).toFixed(1)}`);
  const cell = ({ told: { errors, change, interval, p } }) =>
    `${errors} | ${percent(change)} % (${(interval ?? []).map(percent).join(" to ")}) | ${p < 0.0001 ? "< 0.0001" : p.toFixed(4)}`;
  return `| ${name} | ${right.images} | ${right.unknown.errors} | ${cell(right)} | ${cell(wrong)} | ${cell(control)} |`;
};
process.stdout.write(`| region | digits 1, 4, 7, 9 | wrong, nothing known | told right | change (95 % interval over writers) | p | told wrong | change | p | another writer's | change | p |
|---|---|---|---|---|---|---|---|---|---|---|---|
${[
  line("all", rows),
  ...regionNames.map((region) =>
    line(
      region,
      rows.filter((row) => test.context[row].region === region),
    ),
  ),
].join("\n")}
`);
say(
  `parameters: ${encodeModel({ network: model.network, weights: model.weights(), classNames: model.classNames, context: columns }).length} bytes`,
);
await model.dispose();
