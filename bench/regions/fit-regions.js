// The expert on regions: a small network of two inputs, the picture and the region of who wrote.

import {
  accuracy,
  adam,
  batchNorm,
  categoricalCrossentropy,
  compile,
  contextColumns,
  conv2d,
  decodeModel,
  dense,
  embedding,
  embeddingRows,
  encodeModel,
  film,
  flatten,
  oneCycle,
  relu,
  sample,
  sequential,
  softmax,
} from "../../packages/tenfold/dist/index.js";
import { mnist } from "../../packages/tenfold/dist/node/index.js";
import { americans, amongDigits, DIGITS, drawnWriters, together } from "./drawn-writers.js";

const SEED = 42;
/** Writers of each region, times that each of their digits is shown, and the share that is told another one's region. */
const [WRITERS, EPOCHS, SWAPS] = [3000, 3, 0.15];

/**
 * Trains it on drawn digits and MNIST's training images.
 *
 * @returns the bytes of its file
 */
export async function fitRegions({ writers = WRITERS, epochs = EPOCHS, swaps = SWAPS, threads, say }) {
  const { train } = await mnist();
  const nist = americans(sample(train, 30_000, 7));
  const training = amongDigits(together([{ ...drawnWriters({ writers, each: 2, seed: 100 }), from: 0 }, nist]));
  const columns = contextColumns(training.context);
  const model = await compile(expert(columns), {
    context: columns,
    classNames: DIGITS.map(String),
    optimizer: adam({ rate: 4e-3 }),
    loss: categoricalCrossentropy(),
    metrics: [accuracy()],
    seed: SEED,
    threads,
  });
  say(`training on ${training.images.count} digits, ${epochs} epochs`);
  await model.fit(training, {
    epochs,
    batchSize: 64,
    contextSwaps: swaps,
    contextDropout: 0.4,
    callbacks: [oneCycle(), { onEpochEnd: ({ epoch, metrics }) => say(`epoch ${epoch}: ${JSON.stringify(metrics)}`) }],
  });
  const bytes = encodeModel(
    { network: model.network, weights: model.weights(), classNames: model.classNames, context: columns },
    {},
    { half: true },
  );
  await model.dispose();
  decodeModel(bytes, "what was written");
  return bytes;
}

/** Three convolutions, and a dense layer whose features the region scales and shifts. */
function expert(columns) {
  const seen = (filters) => [conv2d(filters, 3, { stride: 2 }), batchNorm({ momentum: 0.9 }), relu()];
  const FEATURES = 20;
  return sequential({ name: "regions", input: { image: [28, 28, 1], context: [1] } }, [
    ...seen(8), // 14 x 14
    ...seen(16), // 7 x 7
    ...seen(24), // 4 x 4
    flatten(),
    dense(FEATURES),
    relu(),
    film([embedding(embeddingRows(columns), 6), dense(2 * FEATURES)]),
    dense(DIGITS.length),
    softmax(),
  ]);
}
