import { imagesOf } from "../../data/dataset.js";
import type { Engine } from "../../engine/engine.js";
import { sizeOf } from "../../engine/tensor.js";
import type { BoundNetwork } from "../../model/bound/bind.js";
import { countPictures, type Pictures } from "./pictures.js";
import { stagedImages } from "./staged-images.js";

/** Puts pictures before a network, a mini-batch at a time, and calls `run` with each: the first of its rows, and how many there are. */
export async function inferInBatches(
  engine: Engine,
  network: Pick<BoundNetwork, "batch" | "x">,
  pictures: Pictures,
  run: (from: number, n: number) => void,
  pause: () => Promise<void>,
): Promise<void> {
  const input = network.x.shape.slice(1) as [number, number, number];
  const size = sizeOf(input);
  const count = countPictures("predict", pictures, size);
  if (pictures instanceof Float32Array) {
    for (let from = 0; from < count; from += network.batch) {
      const n = Math.min(network.batch, count - from);
      network.x.data.set(pictures.subarray(from * size, (from + n) * size));
      run(from, n);
      await pause();
    }
    return;
  }
  const images = "pixels" in pictures ? pictures : imagesOf(pictures, [count, ...input]);
  const staged = stagedImages(engine, images, Math.min(network.batch, count));
  try {
    for (let from = 0; from < count; from += network.batch) {
      const n = Math.min(network.batch, count - from);
      staged.put(
        Uint32Array.from({ length: n }, (_, row) => from + row),
        network.x,
      );
      run(from, n);
      await pause();
    }
  } finally {
    staged.free();
  }
}
