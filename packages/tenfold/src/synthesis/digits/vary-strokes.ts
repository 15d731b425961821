import type { Rng } from "../../engine/rng.js";
import { aroundStrokes, type Stroke } from "../../image/digit/render-strokes.js";
import { centerOf } from "../../image/geometry/box.js";
import { between } from "../draws.js";

/** How far a point may be led astray, as a share of the drawing's larger side. */
const WOBBLE = 0.04;

/**
 * The same strokes by another hand: slanted, wider or narrower, turned a little, and every stroke led astray by a slow wave.
 *
 * @returns x, y, x, y, … a stroke, about (0, 0), the larger side near 1
 */
export function variedStrokes(random: Rng, strokes: readonly Stroke[]): number[][] {
  const box = aroundStrokes(strokes);
  const [middle, size] = [centerOf(box), Math.max(box.right - box.left, box.bottom - box.top) || 1];
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
