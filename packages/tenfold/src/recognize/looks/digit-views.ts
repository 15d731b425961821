// Test-time augmentation of a single digit: the same ink, seen a little otherwise.

import { rectify } from "../../image/basics/rectify.js";
import type { Transform } from "../../image/geometry/transform.js";
import type { DigitLook } from "./digit-look.js";

const SIDE = 28;

/** How a digit is seen: so many times as large, leaning so far to the right (of its height), moved by parts of a pixel. */
interface View {
  readonly scale: number;
  readonly slant: number;
  readonly by: readonly [right: number, down: number];
}

/** Mild ones: more of them, or stronger ones, cost digits that were sure. */
const VIEWS: readonly View[] = [
  { scale: 0.93, slant: 0.04, by: [0.4, 0.4] },
  { scale: 1.06, slant: -0.04, by: [-0.4, -0.4] },
  { scale: 1, slant: 0.12, by: [0.4, -0.4] },
  { scale: 1, slant: -0.12, by: [-0.4, 0.4] },
];

/** So many other views there are at most. */
export const MOST_DIGIT_VIEWS = VIEWS.length;

/** What one look is so sure of is clear, and no view would change it. */
const CLEAR = 0.9995;

/**
 * A look that sees every picture that is not clear at once in the first `count` other views as well and says what it sees on average: a
 * linear opinion pool, as that of lines.
 */
export function seenInViews(look: DigitLook, count: number): DigitLook {
  const views = VIEWS.slice(0, count).map(toPicture);
  if (views.length === 0) return look;
  return async (pictures, n) => {
    const scores = Float32Array.from(await look(pictures, n));
    const classes = scores.length / n;
    const scoresOf = (row: number) => scores.subarray(row * classes, (row + 1) * classes);
    const unclear = Array.from({ length: n }, (_, row) => row).filter((row) => Math.max(...scoresOf(row)) < Math.log(CLEAR));
    if (unclear.length === 0) return scores;
    const seen = new Uint8Array(unclear.length * views.length * SIDE * SIDE);
    for (const [at, row] of unclear.entries()) {
      const pixels = pictures.subarray(row * SIDE * SIDE, (row + 1) * SIDE * SIDE);
      for (const [nth, view] of views.entries()) {
        seen.set(rectify({ pixels, ...SIZE }, view, SIZE).pixels, (at * views.length + nth) * SIDE * SIDE);
      }
    }
    const others = await look(seen, unclear.length * views.length);
    for (const [at, row] of unclear.entries()) {
      const own = others.subarray(at * views.length * classes, (at + 1) * views.length * classes);
      scores.set(pooledScores(scoresOf(row), own), row * classes);
    }
    return scores;
  };
}

const SIZE = { height: SIDE, width: SIDE };

/** From the view to the picture, about its middle. */
function toPicture({ scale, slant, by: [right, down] }: View): Transform {
  const middle = SIDE / 2;
  const [across, along] = [1 / scale, slant / scale];
  return [across, along, middle - (across + along) * middle - right, 0, across, middle - across * middle - down, 0, 0, 1];
}

/** The logarithm of the mean probability of each class over all looks, of which the others lie behind each other. */
function pooledScores(first: Float32Array, others: Float32Array): Float32Array {
  const looks = 1 + others.length / first.length;
  return first.map((score, one) => {
    let sum = Math.exp(score);
    for (let at = one; at < others.length; at += first.length) sum += Math.exp(others[at] as number);
    return Math.log(sum / looks);
  });
}
