// Training steps of the network that reads lines whole: 128 strips with six digits each, by connectionist temporal classification.

import { line as lines } from "../../packages/tenfold/dist/architectures/line.js";
import { adam, imagesOf } from "../../packages/tenfold/dist/index.js";
import { compileTexts } from "../../packages/tenfold/dist/training/texts/compile-texts.js";

const BATCH = 128;
const WARM_UP = 4;

/** Milliseconds of each of `steps` steps, after some that do not count. */
export async function lineStep({ steps, threads }) {
  const count = BATCH * (steps + WARM_UP);
  const line = lines();
  const optimizer = adam({ rate: 1e-3, epsilon: 1e-7 });
  const { input } = line;
  const images = imagesOf(
    Uint8Array.from({ length: count * input[0] * input[1] }, (_, at) => (at * 7919) % 251),
    [count, ...input],
  );
  const texts = Array.from({ length: count }, (_, row) => Array.from({ length: 6 }, (_, at) => (row * 6 + at) % 10));
  const ends = [];
  const watch = { name: "watch", onBatchEnd: () => void ends.push(performance.now()) };
  const model = await compileTexts(line, { optimizer, seed: 42, threads });
  await model.fit({ images, texts }, { epochs: 1, batchSize: BATCH, callbacks: [watch] });
  await model.dispose();
  return ends.slice(WARM_UP).map((end, at) => end - ends[WARM_UP + at - 1]);
}
