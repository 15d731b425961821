// Tenfold: training steps of another architecture than classic, whose name follows the folder.

import { adam, architectureNamed, categoricalCrossentropy, compile } from "../../packages/tenfold/dist/chunks/index.js";
import { job, tell, timesOf } from "../parts/job.js";
import { targetsFor } from "./recipe.js";

const work = job();
const name = process.argv[5];

if (name === "line") {
  const { lineStep } = await import("./line-step.js");
  tell({ what: "train", ms: await lineStep(work) });
} else {
  const model = await compile(architectureNamed(name)(), {
    optimizer: adam({ rate: 1e-3, epsilon: 1e-7 }),
    loss: categoricalCrossentropy(),
    seed: 42,
    threads: work.threads,
  });
  const targets = targetsFor(work.pictures.length / 784);
  tell({ what: "train", ms: await timesOf(() => model.trainOnBatch(work.pictures, targets), work.steps) });
  await model.dispose();
}
