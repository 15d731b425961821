import type { Images } from "../../data/dataset.js";
import type { Engine } from "../../engine/engine.js";
import { pick } from "../../engine/ops/pick.js";
import type { Tensor } from "../../engine/tensor.js";

/** Pictures on their way from a data set into the engine, a mini-batch at a time: the set itself is not copied there. */
export interface StagedImages {
  /** Puts the pictures at `rows` into x, `[rows, height, width, channels]`, as `pick` does. */
  put(rows: Uint32Array, x: Tensor, maps?: Tensor, knots?: Tensor): void;
  free(): void;
}

/** Reserves room for the bytes of `batch` pictures. */
export function stagedImages(engine: Engine, { pixels, count, height, width, channels }: Images, batch: number): StagedImages {
  const size = height * width * channels;
  const pointer = engine.allocate(batch * size);
  const indices = engine.allocate(batch * 4);
  new Uint32Array(engine.bytesAt(indices, batch * 4).buffer, indices, batch).forEach((_, at, all) => {
    all[at] = at;
  });
  return {
    put(rows, x, maps, knots) {
      const bytes = engine.bytesAt(pointer, rows.length * size);
      rows.forEach((row, at) => {
        bytes.set(pixels.subarray(row * size, (row + 1) * size), at * size);
      });
      pick(engine, { pointer, count, height, width, channels }, indices, x, rows.length, maps, knots);
    },
    free: () => engine.free(pointer, indices),
  };
}
