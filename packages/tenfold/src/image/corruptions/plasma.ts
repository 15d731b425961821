import type { Rng } from "../../engine/rng.js";
import type { Size } from "../geometry/size.js";

/**
 * Draws clouds: heights 0..1 `[height, width]`, rough at every scale, by halving a square again and again (diamond and square).
 *
 *   step 1    squares        diamonds         step 2: the same with the
 *   a . a     a . a          a d a            distance halved and the
 *   . . .  →  . s .     →    d s d      →     random part divided by decay²
 *   a . a     a . a          a d a
 *
 * s and d are the mean of the four nearest known points plus something random. The whole square is 256 or more pixels wide and closes
 * on itself; the picture is its corner. Heights are scaled so that the square's lowest point is 0 and its highest 1; both are looked for
 * at every fourth point and in the picture, because finer points are drawn only there and add less than a hundredth.
 *
 * Source: Fournier, Fussell, Carpenter, "Computer rendering of stochastic models", CACM 25, 1982.
 *
 * @param decay by what the random part's root shrinks at each halving
 */
export function plasma(size: Size, decay: number): (random: Rng, heights: Float64Array) => void {
  const side = sideFor(size);
  const points = new Float64Array(side * side);
  return (random, heights) => {
    points[0] = 0;
    let amplitude = 1;
    for (let step = side; step >= 2; step /= 2) {
      if (step > FINE) halve(points, side, step, { top: 0, bottom: side, left: 0, right: side }, amplitude, random);
      else
        halve(
          points,
          side,
          step,
          { top: -MARGIN, bottom: size.height + MARGIN, left: -MARGIN, right: size.width + MARGIN },
          amplitude,
          random,
        );
      amplitude /= decay * decay;
    }
    corner(points, side, size, heights);
  };
}

/** Steps up to this one are taken only in the picture and around it. */
const FINE = 4;

/** How far around it: a multiple of FINE, and more than the points at the rim, which lack neighbors, can reach (4 + 2 pixels). */
const MARGIN = 8;

/** A power of two of at least 256, and twice the picture. */
function sideFor({ height, width }: Size): number {
  let side = 256;
  while (side < 2 * Math.max(height, width)) side *= 2;
  return side;
}

interface Part {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** From points `step` apart to points `step / 2` apart, in a part of the square; rows and columns count on beyond its sides. */
function halve(points: Float64Array, side: number, step: number, part: Part, amplitude: number, random: Rng): void {
  const { top, bottom, left, right } = part;
  const half = step / 2;
  const last = side - 1;
  const at = (row: number, column: number) => (row & last) * side + (column & last);
  const put = (place: number, a: number, b: number, c: number, d: number) => {
    const sum = (points[a] as number) + (points[b] as number) + (points[c] as number) + (points[d] as number);
    points[place] = sum / 4 + amplitude * (2 * random.uniform() - 1);
  };
  for (let y = top; y < bottom; y += step) {
    for (let x = left; x < right; x += step) {
      put(at(y + half, x + half), at(y, x), at(y, x + step), at(y + step, x), at(y + step, x + step));
    }
  }
  for (let y = top; y < bottom; y += step) {
    for (let x = left; x < right; x += step) {
      const corner = at(y, x);
      const center = at(y + half, x + half);
      put(at(y, x + half), corner, at(y, x + step), at(y - half, x + half), center);
      put(at(y + half, x), corner, at(y + step, x), at(y + half, x - half), center);
    }
  }
}

/** Copies the first rows and columns, scaled to 0..1. */
function corner(points: Float64Array, side: number, { height, width }: Size, heights: Float64Array): void {
  for (let row = 0; row < height; row++) heights.set(points.subarray(row * side, row * side + width), row * width);
  let low = 0; // the first point
  let high = 0;
  const see = (point: number) => {
    if (point < low) low = point;
    if (point > high) high = point;
  };
  for (let row = 0; row < side; row += FINE) for (let column = 0; column < side; column += FINE) see(points[row * side + column] as number);
  for (const point of heights) see(point);
  for (let i = 0; i < heights.length; i++) heights[i] = ((heights[i] as number) - low) / (high - low);
}
