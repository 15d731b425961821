import type { Gray } from "../basics/picture.js";
import type { Box } from "../geometry/box.js";

/** So much of the way from the left of a cell to its right a line has ink, */
const INKED = 0.94;
/** and so much of it is no wider than a line, as a digit's strokes join it elsewhere. */
const BARE = 0.35;
/** Pixels from a line's middle within which its ink lies, and beyond which there is paper where it is bare. */
const [NEAR, BEYOND] = [2, 6];
/** Pixels at a cell's left and right in which the line begins and ends. */
const RIM = 4;

/**
 * Whether a straight line goes through a cell from its left to its right, level or from corner to corner, as people strike out what is not
 * to count. No digit is as wide as its cell.
 *
 * @param mask ink 1, the cell's own lines cleared
 * @param frame what is left between these
 */
export function isStruckOut(mask: Gray, { left, top, right, bottom }: Box): boolean {
  const { pixels, width } = mask;
  const hasInk = (row: number, column: number) => row >= top && row < bottom && pixels[row * width + column] === 1;
  const inkedIn = (from: number, to: number) => {
    const rows: number[] = [];
    for (let row = top; row < bottom; row++) {
      for (let column = from; column < to; column++) {
        if (!hasInk(row, column)) continue;
        rows.push(row);
        break;
      }
    }
    return rows;
  };
  const starts = inkedIn(left, left + RIM);
  const ends = starts.length > 0 ? inkedIn(right - RIM, right) : [];
  const length = right - left;
  const isLine = (from: number, to: number) => {
    let [inked, bare] = [0, 0];
    for (let along = 0; along < length; along++) {
      const row = Math.round(from + ((to - from) * along) / (length - 1));
      const column = left + along;
      let isInked = false;
      for (let by = -NEAR; by <= NEAR && !isInked; by++) isInked = hasInk(row + by, column);
      if (isInked) inked++;
      if (isInked && !hasInk(row - BEYOND, column) && !hasInk(row + BEYOND, column)) bare++;
      if (along + 1 - inked > (1 - INKED) * length) return false;
    }
    return bare >= BARE * length;
  };
  return starts.some((from) => ends.some((to) => isLine(from, to)));
}
