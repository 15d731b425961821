// The most memory that a whole training process takes: the classic network at batch 128, with MNIST's 60,000 images in memory.

import { affine, imagesOf } from "../../packages/tenfold/dist/chunks/index.js";
import { job, tell } from "../parts/job.js";
import { compiled } from "./recipe.js";

const work = job();
const count = 60_000;
const labels = Uint8Array.from({ length: count }, (_, row) => row % 10);
const images = imagesOf(new Uint8Array(count * 784).fill(100), [count, 28, 28, 1]);
const classNames = Array.from("0123456789");
const enough = new AbortController();
const counting = {
  name: "counting",
  onBatchEnd({ batch }) {
    if (batch >= work.steps) enough.abort();
  },
};

const model = await compiled(work);
const augment = affine({ rotateDegrees: 10, shift: 0.1, zoom: 0.1 });
const training = { name: "as many images as MNIST has", images, labels, classNames };
await model.fit(training, { epochs: 1, batchSize: 128, augment, callbacks: [counting], signal: enough.signal });
tell({ what: "memory", megabytes: (process.resourceUsage().maxRSS * 1024) / 1e6 });
await model.dispose();
