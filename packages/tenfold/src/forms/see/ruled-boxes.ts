import type { Gray } from "../../image/basics/picture.js";
import { type RulingLine, type RulingOptions, rulingLines } from "../../image/page/ruling-lines.js";
import { findBoxes, type SeenBox } from "./find-boxes.js";

/** The steepest lines that are followed: 31 degrees, where lines across and lines down are not mistaken for each other. */
const STEEPEST = 0.6;
/** Pixels over which the slope of a line's end is taken. */
const END = 30;
/** Pixels that a line is drawn on beyond its end and its thickness: in a corner, neither line is thin. */
const BEYOND = 3;

/**
 * The boxes of a page by their lines alone. Digits that touch or cross the sides of a box, or fill it, hide it from `findBoxes`, as they cut its
 * paper into pieces; lines are followed through them, and what they close off once all else is gone are the boxes.
 *
 * @param mask 0 for paper
 */
export function ruledBoxes(mask: Gray, options: Omit<RulingOptions, "steepest">): SeenBox[] {
  const ruling = { ...mask, pixels: new Uint8Array(mask.pixels.length) };
  for (const line of rulingLines(mask, { ...options, steepest: STEEPEST })) draw(ruling, mask, line);
  return findBoxes(ruling);
}

/** Draws a line a pixel wide, and on beyond both its ends: a few pixels in any case, then as long as there is ink. */
function draw({ pixels, height, width }: Gray, mask: Gray, { direction, from, middle, thickness }: RulingLine): void {
  /** Draws a pixel; whether there is ink in the picture. */
  const drawn = (at: number, across: number) => {
    const [column, row] = direction === "horizontal" ? [from + at, Math.floor(across)] : [Math.floor(across), from + at];
    if (column < 0 || row < 0 || column >= width || row >= height) return false;
    pixels[row * width + column] = 1;
    return mask.pixels[row * width + column] !== 0;
  };
  for (const [at, across] of middle.entries()) drawn(at, across);
  const sure = Math.ceil(thickness) + BEYOND;
  const reach = Math.min(middle.length - 1, END);
  for (const step of [-1, 1]) {
    const end = step < 0 ? 0 : middle.length - 1;
    const across = middle[end] as number;
    const slope = (across - (middle[end - step * reach] as number)) / Math.max(reach, 1);
    for (let on = 1; drawn(end + step * on, across + slope * on) || on < sure; on++);
  }
}
