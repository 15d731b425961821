// A worker that reads composed strings and says of each how sure the reader was and whether it was right.

import { parentPort, workerData } from "node:worker_threads";
import { decodeModel } from "../../packages/tenfold/dist/index.js";
import { loadReader } from "../../packages/tenfold/dist/recognize/index.js";
import { keptStrings } from "./kept-strings.js";

const { model, lines, strokes, seed } = workerData;
/** Takes confidences at their word. */
const asItIs = {
  map: [
    { confidence: 0, right: 0 },
    { confidence: 1, right: 1 },
  ],
  counts: [],
};
const reader = await loadReader({
  model: decodeModel(model, "the network for digits"),
  lines: lines && decodeModel(lines, "the network for lines"),
  calibration: asItIs,
  threads: 1,
});

parentPort.on("message", async ({ part, count }) => {
  const next = await keptStrings({ strokes, seed: seed + part });
  const read = [];
  for (let at = 0; at < count; at++) {
    const { picture, text } = next();
    const [found] = (await reader.read(picture, { field: { kind: "digits", separators: ".,-" } })).strings;
    if (found) read.push([found.confidence, Number(found.text === text)]); // nothing found is nothing promised
  }
  parentPort.postMessage(read);
});
