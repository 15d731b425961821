import type { Gray } from "../basics/picture.js";
import { centerOfMass } from "./center-of-mass.js";
import { inkBox } from "./normalize-digit.js";

/** Weaker ink is a soft edge, or what a lossy format leaves around one, of 255. */
const WEAK = 32;
/** The strongest ink of a digit in MNIST's form is nearly all there is. */
const STRONG = 160;
/** Its longer side is 20 of 28 pixels; without soft edges a little less. All of MNIST lies within. */
const SIDE = [16, 21] as const;
/** Pixels of 28 that its center of mass may lie off the middle. */
const OFF = 1.2;

/**
 * Whether a picture shows a digit in MNIST's form already: strong ink, its longer side about 20 of 28 pixels, its center of mass in the middle.
 *
 * @param ink 255 for ink, of the size that a network takes
 */
export function isNormalized(ink: Gray): boolean {
  const { pixels, height, width } = ink;
  const box = inkBox(ink, WEAK);
  if (!box || !pixels.some((shade) => shade >= STRONG)) return false;
  const side = (28 * Math.max(box.right - box.left, box.bottom - box.top)) / Math.max(height, width);
  if (side < SIDE[0] || side > SIDE[1]) return false;
  const [x, y] = centerOfMass(ink);
  return Math.abs((28 * x) / width - 14.5) <= OFF && Math.abs((28 * y) / height - 14.5) <= OFF;
}
