// Tenfold: training steps, then inference with the model file that the others have, too.

import { readFileSync } from "node:fs";
import { decodeModel, load } from "../../packages/tenfold/dist/chunks/index.js";
import { job, tell, tellInference, timesOf } from "../parts/job.js";
import { compiled, targetsFor } from "./recipe.js";

const work = job();
const targets = targetsFor(work.pictures.length / 784);

const learner = await compiled(work);
tell({ what: "version", build: learner.engine.build, threads: learner.engine.threads });
tell({ what: "train", ms: await timesOf(() => learner.trainOnBatch(work.pictures, targets), work.steps) });
await learner.dispose();

const model = await load(decodeModel(readFileSync(work.modelPath), work.modelPath), { threads: work.threads });
await tellInference(work, (pictures) => model.predict(pictures));
await model.dispose();
