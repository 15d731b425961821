// Drawn digits of writers from all regions, and MNIST's, whose writers are of the United States: what the expert on regions learns from and is judged by.

import { imagesOf } from "../../packages/tenfold/dist/index.js";
import { regionalHands, regionNames } from "../../packages/tenfold/dist/recognize/index.js";

/** The digits that regions write in ways of their own: the expert's classes. */
export const DIGITS = [0, 1, 4, 7, 9];

/** So many writers of each region, and of each so many of every digit; other seeds draw other writers. */
export function drawnWriters({ writers, each, seed }) {
  return together(regionNames.map((region, at) => ({ ...regionalHands({ region, writers, each, seed: seed + at }), from: at * 10_000 })));
}

/** Those of the digits in question of a dataset by Americans. */
export function americans({ images, labels }) {
  const rows = Array.from(labels.keys()).filter((row) => DIGITS.includes(labels[row]));
  return {
    images: { count: rows.length, pixels: Buffer.concat(rows.map((row) => images.pixels.subarray(row * 784, (row + 1) * 784))) },
    labels: rows.map((row) => labels[row]),
    writers: rows.map(() => 0),
    from: 1_000_000,
    context: rows.map(() => ({ region: "US" })),
  };
}

/** Several as one, the labels as they are. */
export function together(parts) {
  const count = parts.reduce((sum, { images }) => sum + images.count, 0);
  return {
    name: "drawn digits",
    images: imagesOf(new Uint8Array(Buffer.concat(parts.map(({ images }) => images.pixels))), [count, 28, 28, 1]),
    labels: Uint8Array.from(parts.flatMap(({ labels }) => Array.from(labels))),
    writers: Uint32Array.from(parts.flatMap(({ writers, from }) => Array.from(writers, (writer) => from + writer))),
    context: parts.flatMap(({ context }) => context.map(({ region }) => ({ region }))),
    classNames: ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"],
  };
}

/** The same with the expert's classes as labels. */
export function amongDigits(dataset) {
  return { ...dataset, labels: Uint8Array.from(dataset.labels, (label) => DIGITS.indexOf(label)), classNames: DIGITS.map(String) };
}
