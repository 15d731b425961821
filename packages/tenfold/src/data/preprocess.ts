import { InputError, UsageError } from "../errors.js";
import type { Images } from "./dataset.js";

/** Pixels as the network takes them: each byte divided by 255, so that paper is 0 and full ink is 1; same order, same count. */
export function normalize(images: Images | Uint8Array): Float32Array {
  const pixels = images instanceof Uint8Array ? images : images.pixels;
  const scaled = new Float32Array(pixels.length);
  for (let at = 0; at < pixels.length; at++) scaled[at] = (pixels[at] as number) / 255;
  return scaled;
}

/**
 * One row a label, 1 at its class and 0 elsewhere: labels `[count]` become `[count, classes]`. Named as in Keras.
 *
 * @throws UsageError unless `classes` is a whole number from 1
 * @throws InputError when a label is not a class index, 0 to classes - 1
 */
export function toCategorical(labels: ArrayLike<number>, classes = 10): Float32Array {
  if (!Number.isInteger(classes) || classes < 1) {
    throw new UsageError(`toCategorical: classes is a whole number from 1, got ${classes}`);
  }
  const rows = new Float32Array(labels.length * classes);
  for (let row = 0; row < labels.length; row++) {
    const label = labels[row] as number;
    if (!Number.isInteger(label) || label < 0 || label >= classes) {
      throw new InputError(
        `toCategorical: label ${row} is ${label}, but ${classes} classes are 0 to ${classes - 1}; mend the label or pass more classes`,
      );
    }
    rows[row * classes + label] = 1;
  }
  return rows;
}
