import { smooth } from "../../smooth.js";

/** A place that a pen passes near, x to the right and y downward. */
export type Corner = readonly [x: number, y: number];

/** A stroke that begins at the first corner, bows through the middles of the lines between corners, and ends at the last. */
export function smoothStroke(corners: readonly Corner[]): number[] {
  const [first, last] = [corners[0], corners.at(-1)] as [Corner, Corner];
  return smooth([first, ...corners, last]);
}
