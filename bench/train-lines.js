// node bench/train-lines.js --out FILE: trains the network that reads lines whole, on strings composed of single digits.
//
// Strings are composed of MNIST's training images without the last 5,000 and, where their folder is given, of UNIPEN's writers without those
// that are kept; validated on strings of what is left out.

import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import { line } from "../packages/tenfold/dist/architectures/line.js";
import { adam, elastic, encodeModel, imagesOf, oneCycle } from "../packages/tenfold/dist/index.js";
import { isKept } from "../packages/tenfold/dist/node/sets/reading.js";
import { fitTexts } from "../packages/tenfold/dist/training/fit-texts.js";
import { penStrokes } from "./reading/pen-strokes.js";

const help = `usage: node bench/train-lines.js --out FILE [options]

  --out FILE        where to write the model
  --strokes FOLDER  pen strokes as UNIPEN's: digits.ndjson.gz
  --strings N       how many to compose; 100000 unless told (some 10 ms each)
  --epochs N        6 unless told
  --seed N          42 unless told
  --threads N       2 unless told
`;

const { values } = parseArgs({
  options: {
    out: { type: "string" },
    strokes: { type: "string" },
    strings: { type: "string", default: "100000" },
    epochs: { type: "string", default: "6" },
    seed: { type: "string", default: "42" },
    threads: { type: "string", default: "2" },
  },
});
if (!values.out) {
  process.stderr.write(help);
  process.exit(2);
}
/** MNIST's training images that train; the rest validates. Strings a part, and pixels a strip. */
const [TRAINED, PART, SIZE] = [55_000, 2000, 28 * 168];
const [epochs, threads, seed] = [values.epochs, values.threads, values.seed].map(Number);
const samples = values.strokes ? penStrokes(values.strokes) : [];
const validation = await composed(true, 2000, seed + 1);
const examples = await composed(false, Number(values.strings), seed);
const network = line();
const weights = await fitTexts(network, examples, {
  optimizer: adam({ rate: 2e-3 }),
  schedule: oneCycle({ warmUp: 0.15 }),
  augment: elastic({ rotateDegrees: 2, shift: 0.02, zoom: 0.08, strength: 0.7, smoothness: 5 }),
  epochs,
  seed,
  threads,
  validation,
  onBatchEnd: ({ epoch, batch, batches, loss }) => {
    if (batch % 50 === 0) process.stderr.write(`epoch ${epoch}/${epochs}, step ${batch}/${batches}: loss ${loss.toFixed(4)}\n`);
  },
  onEpochEnd: ({ epoch, loss, validation: { loss: valLoss, accuracy }, seconds }) => {
    const right = `${(100 * accuracy).toFixed(2)} % of the strings right`;
    console.log(`epoch ${epoch}/${epochs}: loss ${loss.toFixed(4)}, val_loss ${valLoss.toFixed(4)}, ${right}, ${seconds.toFixed(0)} s`);
  },
});
mkdirSync(dirname(resolve(values.out)), { recursive: true });
writeFileSync(
  values.out,
  encodeModel({ network, weights, classNames: [..."0123456789", "blank"] }, { seed: String(seed) }, { half: true }),
);

/** Composed in parts, each from a seed of its own, so that the number of workers changes nothing. */
async function composed(kept, count, seed) {
  const rows = kept ? [TRAINED, 60_000] : [0, TRAINED];
  const strokes = samples.filter(({ writer }) => isKept(writer) === kept);
  const examples = { pixels: new Uint8Array(count * SIZE), texts: [] };
  let next = 0;
  let done = 0;
  const work = async () => {
    const worker = new Worker(new URL("./reading/compose-examples.js", import.meta.url), { workerData: { rows, strokes, seed } });
    while (next * PART < count) {
      const part = next++;
      worker.postMessage({ part, count: Math.min(PART, count - part * PART) });
      const [{ pixels, texts }] = await once(worker, "message");
      examples.pixels.set(pixels, part * PART * SIZE);
      for (const [at, text] of texts.entries()) examples.texts[part * PART + at] = text;
      done += texts.length;
      process.stderr.write(`${done} of ${count} strings composed\n`);
    }
    await worker.terminate();
  };
  await Promise.all(Array.from({ length: threads }, work));
  return { images: imagesOf(examples.pixels, [count, 28, 168, 1]), texts: examples.texts };
}
