import { parentPort, workerData } from "node:worker_threads";
import { imagesOf } from "tenfold";
import { type ComposeOrder, partComposer } from "./compose-part.js";

// A thread that composes parts of many strings as they are ordered, and tells how far it is.

const { digits, ...of } = workerData;
const images = imagesOf(digits.pixels, digits.shape);
const compose = partComposer({ ...of, digits: { name: "digits", classNames: [], labels: digits.labels, images } });

parentPort?.on("message", async (order: ComposeOrder) => {
  const composed = await compose(order, (more) => parentPort?.postMessage(more));
  parentPort?.postMessage(composed, [composed.pixels.buffer as ArrayBuffer]);
});
