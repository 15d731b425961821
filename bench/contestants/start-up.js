// From nothing to the first prediction; whoever starts this process holds the watch.

import { readFileSync } from "node:fs";
import { decodeModel, load } from "../../packages/tenfold/dist/index.js";
import { job, tell } from "../parts/job.js";

const { modelPath, one } = job();
const model = await load(decodeModel(readFileSync(modelPath), modelPath));
const probabilities = await model.predict(one);
tell({ what: "digit", digit: probabilities.indexOf(Math.max(...probabilities)) });
