import type { Size } from "../geometry/size.js";
import type { Transform } from "../geometry/transform.js";
import type { Gray } from "./picture.js";
import { transposed } from "./transpose.js";

/** Degrees clockwise. */
export type QuarterTurn = 90 | 180 | 270;

/** A picture turned clockwise. */
export function quarterTurned(gray: Gray, degrees: QuarterTurn): Gray {
  if (degrees === 180) return { ...gray, pixels: gray.pixels.slice().reverse() };
  return degrees === 90 ? mirrored(transposed(gray)) : transposed(mirrored(gray));
}

/** From the pixels of a picture that was turned clockwise to those of the picture before, whose size it is. */
export function turnedToSource(degrees: QuarterTurn, { height, width }: Size): Transform {
  if (degrees === 180) return [-1, 0, width, 0, -1, height, 0, 0, 1];
  return degrees === 90 ? [0, 1, 0, -1, 0, height, 0, 0, 1] : [0, -1, width, 1, 0, 0, 0, 0, 1];
}

/** Left becomes right. */
function mirrored({ pixels, height, width }: Gray): Gray {
  const mirror = pixels.slice();
  for (let row = 0; row < height; row++) mirror.subarray(row * width, (row + 1) * width).reverse();
  return { pixels: mirror, height, width };
}
