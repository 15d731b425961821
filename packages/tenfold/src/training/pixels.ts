import type { Images } from "../data/dataset.js";
import type { Engine } from "../engine/engine.js";
import type { Pixels } from "../engine/ops/pick.js";
import { shapeText } from "../engine/tensor.js";
import { ShapeError } from "../errors.js";
import type { Network } from "../model/sequential.js";

/** Copies pictures into the engine's memory; give `pointer` back with `engine.free`. */
export function upload(engine: Engine, { pixels, count, height, width, channels }: Images): Pixels {
  const pointer = engine.allocate(pixels.length);
  engine.bytesAt(pointer, pixels.length).set(pixels);
  return { pointer, count, height, width, channels };
}

/** @throws ShapeError when the pictures are not of the size the network takes */
export function checkPictures(who: string, { height, width, channels }: Images, { name, input }: Network): void {
  if (shapeText([height, width, channels]) !== shapeText(input)) {
    throw new ShapeError(`${who}: the images are ${shapeText([height, width, channels])}, "${name}" takes ${shapeText(input)}`);
  }
}
