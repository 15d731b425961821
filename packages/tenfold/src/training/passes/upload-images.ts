import type { Images } from "../../data/dataset.js";
import type { Engine } from "../../engine/engine.js";
import type { Pixels } from "../../engine/ops/pick.js";

/** Copies pictures into the engine's memory; give `pointer` back with `engine.free`. */
export function uploadImages(engine: Engine, { pixels, count, height, width, channels }: Images): Pixels {
  const pointer = engine.allocate(pixels.length);
  engine.bytesAt(pointer, pixels.length).set(pixels);
  return { pointer, count, height, width, channels };
}
