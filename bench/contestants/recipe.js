// The training that all contestants do: the classic network, Adam, cross-entropy.

import { adam, categoricalCrossentropy, classic, compile } from "../../packages/tenfold/dist/chunks/index.js";

export function compiled({ network = classic(), metrics, threads, build }) {
  const optimizer = adam({ rate: 1e-3, epsilon: 1e-7 });
  return compile(network, { optimizer, loss: categoricalCrossentropy(), metrics, seed: 42, threads, build });
}

/** One-hot rows for `count` pictures, whose labels go round from 0 to 9. */
export function targetsFor(count) {
  const targets = new Float32Array(count * 10);
  for (let row = 0; row < count; row++) targets[row * 10 + (row % 10)] = 1;
  return targets;
}
