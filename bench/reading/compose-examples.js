// A worker that composes written strings as examples for a network for lines, a part at a time.

import { parentPort, workerData } from "node:worker_threads";
import { mix, rng } from "../../packages/tenfold/dist/engine/rng.js";
import { take } from "../../packages/tenfold/dist/index.js";
import { mnist } from "../../packages/tenfold/dist/node/index.js";
import { lineExamples } from "../../packages/tenfold/dist/recognize/line-examples.js";
import { stringWriters } from "../../packages/tenfold/dist/synthesis/string-writers.js";
import { writtenString } from "../../packages/tenfold/dist/synthesis/written-string.js";

const { rows, strokes, seed } = workerData;
const { train } = await mnist();
const digits = take(
  train,
  Uint32Array.from({ length: rows[1] - rows[0] }, (_, at) => rows[0] + at),
);
const writers = stringWriters({ digits, strokes });

parentPort.on("message", ({ part, count }) => {
  const random = rng(mix(seed, part));
  const { images, texts } = lineExamples(() => writtenString(random, writers(random)), count);
  parentPort.postMessage({ part, pixels: images.pixels, texts }, [images.pixels.buffer]);
});
