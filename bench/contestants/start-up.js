// From nothing to the first prediction, as a program in Node has the library; whoever starts this process holds the watch.

import { readFile } from "node:fs/promises";
import { decodeModel, load } from "../../packages/tenfold/dist/chunks/index.js";
import { job, tell } from "../parts/job.js";

const { modelPath, one } = job();
const model = await load(readFile(modelPath).then((bytes) => decodeModel(bytes, modelPath)));
const probabilities = await model.predict(one);
const megabytes = (process.resourceUsage().maxRSS * 1024) / 1e6;
tell({ what: "digit", digit: probabilities.indexOf(Math.max(...probabilities)), megabytes });
