import type { Rng } from "../engine/rng.js";
import type { Stroke } from "../image/render-strokes.js";
import { between } from "./draws.js";

/** How far a point may be led astray, as a share of the drawing's larger side. */
const WOBBLE = 0.04;

/**
 * The same strokes by another hand: slanted, wider or narrower, turned a little, and every stroke led astray by a slow wave.
 *
 * @returns x, y, x, y, … a stroke, about (0, 0), the larger side near 1
 */
export function variedStrokes(random: Rng, strokes: readonly Stroke[]): number[][] {
  const { middle, size } = extentOf(strokes);
  const [slant, turn, width] = [between(random, -0.4, 0.4), between(random, -0.15, 0.15), between(random, 0.7, 1.3)];
  return strokes.map((stroke) => {
    const [acrossBy, downBy] = [wave(random), wave(random)];
    const varied: number[] = [];
    for (let at = 0; at + 1 < stroke.length; at += 2) {
      const along = at / Math.max(stroke.length - 2, 1);
      const x = (((stroke[at] as number) - middle[0]) / size) * width;
      const y = ((stroke[at + 1] as number) - middle[1]) / size;
      varied.push(x + slant * y - turn * y + acrossBy(along), y + turn * x + downBy(along));
    }
    return varied;
  });
}

/** A smooth curve over 0..1 through four random offsets. */
function wave(random: Rng): (along: number) => number {
  const [a, b, c, d] = [0, 1, 2, 3].map(() => between(random, -WOBBLE, WOBBLE)) as [number, number, number, number];
  return (t) => a * (1 - t) ** 3 + 3 * b * t * (1 - t) ** 2 + 3 * c * t * t * (1 - t) + d * t ** 3;
}

function extentOf(strokes: readonly Stroke[]): { middle: readonly [number, number]; size: number } {
  const sides = [0, 1].map((axis) => {
    let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const stroke of strokes) {
      for (let at = axis; at < stroke.length; at += 2) {
        least = Math.min(least, stroke[at] as number);
        most = Math.max(most, stroke[at] as number);
      }
    }
    return { middle: (least + most) / 2, length: most - least };
  });
  const [x, y] = sides as [{ middle: number; length: number }, { middle: number; length: number }];
  return { middle: [x.middle, y.middle], size: Math.max(x.length, y.length) || 1 };
}
