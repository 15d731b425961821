import type { Images } from "../data/dataset.js";
import { imagesOf } from "../data/dataset.js";
import type { Engine } from "../engine/engine.js";
import { pick } from "../engine/ops/pick.js";
import { sizeOf } from "../engine/tensor.js";
import { ShapeError, UsageError } from "../errors.js";
import type { BoundNetwork } from "../model/bind.js";
import { upload } from "./pixels.js";

/** What `predict` takes: stored pictures, bytes 0..255 with ink 255, or floats 0..1 with ink 1; `[n, height, width, channels]` in a row. */
export type Pictures = Images | Uint8Array | Float32Array;

/** How many pictures there are, each of `size` numbers. Throws ShapeError when they are not whole. */
export function countPictures(who: string, pictures: Pictures, size: number): number {
  if (
    !(
      pictures instanceof Uint8Array ||
      pictures instanceof Float32Array ||
      (typeof pictures === "object" && pictures !== null && "pixels" in pictures)
    )
  ) {
    throw new UsageError(`${who} takes Images, a Uint8Array of bytes 0 to 255 or a Float32Array of ink 0 to 1`);
  }
  const length = "pixels" in pictures ? pictures.pixels.length : pictures.length;
  if (length % size !== 0) throw new ShapeError(`${who}: ${length} numbers came, which are not whole images of ${size}`);
  return length / size;
}

/**
 * Runs a network without training, a batch at a time: `use` sees the probabilities' batch after each.
 */
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
  const pixels = upload(engine, images);
  const indices = engine.allocate(network.batch * 4);
  try {
    for (let from = 0; from < count; from += network.batch) {
      const n = Math.min(network.batch, count - from);
      const rows = new Uint32Array(engine.bytesAt(indices, n * 4).buffer, indices, n);
      for (let row = 0; row < n; row++) rows[row] = from + row;
      pick(engine, pixels, indices, network.x, n);
      run(from, n);
      await pause();
    }
  } finally {
    engine.free(pixels.pointer, indices);
  }
}
