// Whether a region helps the shipped reader: on drawn writers that neither it nor the expert was learned from.

import { readFileSync } from "node:fs";
import { rng } from "../../packages/tenfold/dist/engine/rng.js";
import { decodeModel, evaluateContext, load, pretrained, shuffledContext } from "../../packages/tenfold/dist/index.js";
import { mnist } from "../../packages/tenfold/dist/node/index.js";
import { regionsFile } from "../../packages/tenfold/dist/pretrained/regions-file.js";
import { regionNames } from "../../packages/tenfold/dist/recognize/index.js";
import { believed, saidOfRegion } from "../../packages/tenfold/dist/regions/region-expert.js";
import { withRegion } from "../../packages/tenfold/dist/regions/with-region.js";
import { digitsOfPage } from "../hands/page.js";
import { drawnWriters } from "./drawn-writers.js";

/** Writers a region, digits of each of 1, 4, 7 and 9 a writer. */
const WRITERS = 500;
const EACH = 4;
const SEEDS = { choose: 6000, judge: 9000 };

/** Errors by how much is believed: those told right, another region at random, the worst one. */
export async function chooseBelief({ file, threads, say }) {
  const seen = await seenBy(drawnDigits(SEEDS.choose), { file, threads, say });
  const lines = [0.5, 0.7, 1].flatMap((damping) =>
    [0.6, 0.8, 1, 1.25, 1.5, 2].map((most) => {
      const errors = Object.values(conditions(seen)).map((told) => wrong(read(seen, told, { damping, most }), seen));
      return `| ${[damping, most, ...errors].join(" | ")} |`;
    }),
  );
  console.log(`| of it | at most | ${Object.keys(conditions(seen)).join(" | ")} |\n|---|---|---|---|---|---|---|\n${lines.join("\n")}`);
}

/** What the shipped expert is worth. */
export async function judgeRegions({ samples, threads, say }) {
  const seen = await seenBy(drawnDigits(SEEDS.judge), { threads, say });
  const all = conditions(seen);
  const rows = Array.from(seen.labels.keys());
  const unknown = read(seen);
  const answers = Object.entries(all).map(([name, told]) => [name, read(seen, told)]);
  console.log(`${rows.length} digits of ${new Set(seen.writers).size} writers\n`);
  for (const [name, told] of answers.slice(1)) console.log(line(name, seen, { unknown, told }, rows));
  console.log("");
  for (const region of regionNames) {
    const own = rows.filter((row) => seen.context[row].region === region);
    for (const [name, told] of answers.slice(1, 4)) console.log(line(`${region}, ${name}`, seen, { unknown, told }, own));
  }
  console.log("");
  const { test } = await mnist();
  await judgeReal("MNIST's test images", allOf({ pixels: test.images.pixels, labels: test.labels }, "US"), { threads, say });
  if (samples) await judgeReal("a ruled page by a Swiss", allOf(await digitsOfPage(samples), "CH"), { threads, say });
}

/** Digits that people wrote, told each region. */
async function judgeReal(name, digits, how) {
  const seen = await seenBy(digits, how);
  const unknown = read(seen);
  const rows = Array.from(digits.labels.keys());
  for (const region of regionNames) {
    const told = read(
      seen,
      digits.labels.map(() => region),
    );
    console.log(line(`${name}, ${rows.length}, told ${region}`, seen, { unknown, told }, rows));
  }
}

function line(name, { labels, writers }, { unknown, told }, rows) {
  const pick = (all) => rows.map((row) => all[row]);
  const result = evaluateContext({ labels: pick(labels), writers: pick(writers), unknown: pick(unknown), told: pick(told) });
  const { errors, change, interval, p } = result.told;
  const percent = (share) => (share === null ? "-" : `${(100 * share).toFixed(1)}`);
  const cells = [name, `${result.unknown.errors} → ${errors}`, `${percent(change)} % (${(interval ?? []).map(percent).join(" to ")})`];
  return `| ${[...cells, p < 0.0001 ? "< 0.0001" : p.toFixed(4)].join(" | ")} |`;
}

/** What each digit's writer is said to be, by condition; of one writer always the same. */
function conditions(seen) {
  const random = rng(11);
  const others = new Map();
  for (const [row, writer] of seen.writers.entries()) {
    if (others.has(writer)) continue;
    const rest = regionNames.filter((region) => region !== seen.context[row].region);
    others.set(writer, rest[random.below(rest.length)]);
  }
  const regions = seen.context.map(({ region }) => region);
  return {
    "nothing known": undefined,
    "told right": regions,
    "told another region": Array.from(seen.writers, (writer) => others.get(writer)),
    "told the worst: Americans as Swiss, others as American": regions.map((region) => (region === "US" ? "CH" : "US")),
    "another writer's": shuffledContext(seen, 3).context.map(({ region }) => region),
  };
}

/** What is read where each digit's writer is said to be of a region. */
function read({ logs, said, labels }, told, belief) {
  return labels.map((_, row) => {
    const scores = logs.subarray(row * 10, (row + 1) * 10);
    const terms = told && said.get(row)?.[told[row]];
    return likeliest(
      terms
        ? withRegion(
            scores,
            terms.map((term) => believed(term, belief)),
          )
        : scores,
    );
  });
}

const likeliest = (scores) => scores.indexOf(Math.max(...scores));
const wrong = (answers, { labels }) => labels.filter((label, row) => answers[row] !== label).length;

/** Digits 1, 4, 7 and 9 of drawn writers. */
function drawnDigits(seed) {
  const drawn = drawnWriters({ writers: WRITERS, each: EACH, seed });
  const rows = Array.from(drawn.labels.keys()).filter((row) => drawn.labels[row] !== 0);
  const pick = (values) => rows.map((row) => values[row]);
  return {
    pixels: picturesOf(drawn.images.pixels, rows),
    labels: pick(drawn.labels),
    writers: Uint32Array.from(pick(drawn.writers)),
    context: pick(drawn.context),
  };
}

/** Digits of which somebody knows where they are from. */
const allOf = ({ pixels, labels }, region) => ({
  pixels,
  labels: Array.from(labels),
  writers: Uint32Array.from(labels, (_, row) => row),
  context: Array.from(labels, () => ({ region })),
});

/** What the shipped reader says of digits, and the expert of those of which the reader is not quite sure. */
async function seenBy({ pixels, ...digits }, { file, threads, say }) {
  const logs = await logsOf(pixels, { threads, say });
  const open = digits.labels.flatMap((_, row) => (isOpen(logs.subarray(row * 10, (row + 1) * 10)) ? [row] : []));
  say(`the expert looks at ${open.length} of ${digits.labels.length}`);
  const expert = await load(file ? decodeModel(file, "the file") : shipped(), { threads });
  const said = new Map(open.map((row) => [row, {}]));
  for (const region of regionNames) {
    const terms = await saidOfRegion(expert, picturesOf(pixels, open), region);
    for (const [at, row] of open.entries()) said.get(row)[region] = terms.slice(at * 10, (at + 1) * 10);
  }
  await expert.dispose();
  return { name: "digits", images: { count: digits.labels.length }, logs, said, ...digits };
}

function picturesOf(pixels, rows) {
  const pictures = new Uint8Array(rows.length * 784);
  for (const [at, row] of rows.entries()) pictures.set(pixels.subarray(row * 784, (row + 1) * 784), at * 784);
  return pictures;
}

function shipped() {
  return decodeModel(new Uint8Array(readFileSync(regionsFile())), "regions.safetensors");
}

/** Of the others the likeliest digit stays the likeliest: one digit is moved up and another down by 2 at most, in `chooseBelief`. */
function isOpen(scores) {
  const [first, second] = Array.from(scores).sort((one, other) => other - one);
  return first - second < 4.5;
}

async function logsOf(pixels, { threads, say }) {
  const count = pixels.length / 784;
  const model = await load(await pretrained("reader"), { threads });
  const logs = new Float32Array(count * 10);
  for (let from = 0; from < count; from += 2000) {
    const some = pixels.subarray(from * 784, Math.min(from + 2000, count) * 784);
    const { probabilities } = await model.infer(some);
    const classes = probabilities.length / (some.length / 784);
    for (let row = 0; row < some.length / 784; row++) {
      for (let digit = 0; digit < 10; digit++) {
        logs[(from + row) * 10 + digit] = Math.log(Math.max(probabilities[row * classes + digit], 1e-9));
      }
    }
  }
  say(`the reader has seen ${count} digits`);
  await model.dispose();
  return logs;
}
