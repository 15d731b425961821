// What augmentation adds to a training step: the batch is picked plainly and warped in turn, between steps on the same threads.

import { affine, imagesOf } from "../../packages/tenfold/dist/index.js";
import { miniBatches } from "../../packages/tenfold/dist/training/loop/mini-batches.js";
import { job, tell, timesOf } from "../parts/job.js";
import { compiled, targetsFor } from "./recipe.js";

const work = job();
const batchSize = work.pictures.length / 784;
const model = await compiled(work);
const { engine } = model;
const images = imagesOf(
  Uint8Array.from(work.pictures, (ink) => ink * 255),
  [batchSize, 28, 28, 1],
);
const x = engine.tensor([batchSize, 28, 28, 1]);
const augment = affine({ rotateDegrees: 10, shift: 0.1, zoom: 0.1 }); // as in the classic preset
const { feed } = miniBatches(images, { engine, x, label() {}, batchSize, seed: 42, augment, augmentUntil: 1 });
const targets = targetsFor(batchSize);

const once = async (run) => (await timesOf(run, 1, 0))[0];
const shares = [];
for (let step = -4; step < work.steps; step++) {
  const ms = await once(() => model.trainOnBatch(work.pictures, targets));
  const plain = await once(() => feed(2, 0));
  const augmented = await once(() => feed(1, 0));
  if (step >= 0) shares.push((augmented - plain) / (ms + augmented));
}
tell({ what: "augmentation", shares });
await model.dispose();
