import { mean } from "../../mean.js";
import type { Gray } from "../basics/picture.js";
import { leastSquares } from "../geometry/homography.js";
import type { Bow } from "./bow.js";

export interface GridLines {
  /** From the upper edge to the lower one; one more than there are rows. */
  readonly lines: readonly Bow[];
  /** How much of the lines is there, 0 to 1. */
  readonly drawn: number;
}

/** A strip is crossed by a line where at least this share of its columns has ink at one height. */
const CROSSED = 0.75;
/** The share of the strips that a line must cross to be seen, and that all lines together must. */
const SEEN = 0.4;
const DRAWN = 0.7;
/** The share of the lines that may be too faint to be seen. */
const FAINT = 0.12;
/** Halfway between lines at most this share of the strips may be full of ink: what is black all over has no lines. */
const FULL = 0.3;
/** How far from its place a line may lie: in rows, and as a share of the height. */
const SLACK = { rows: 0.2, height: 0.03 };
const STRIPS = 24;

/**
 * Finds the evenly spaced horizontal lines of a grid set upright: the outer ones are its upper and lower edge. The number of rows is
 * the largest for which the lines are there.
 *
 * Every line is followed through 24 strips, so that a bowed page's lines are found, and a row of digits is not taken for one: no
 * digits fill all strips at one height.
 *
 * @param mask 0 for paper; `margin` pixels around the grid belong to the picture
 * @param rows how many there are, if it is known
 * @returns nothing when there are no such lines
 */
export function gridLines(mask: Gray, margin: number, rows?: number): GridLines | undefined {
  const strips = stripsOf(mask);
  const height = mask.height - 2 * margin;
  const most = Math.min(64, Math.floor(height / 8));
  const counts = rows === undefined ? Array.from({ length: Math.max(most - 1, 0) }, (_, at) => most - at) : [rows];
  for (const count of counts) {
    const slack = Math.min((height / count) * SLACK.rows, height * SLACK.height);
    const found = Array.from({ length: count + 1 }, (_, line) => follow(strips, margin + (height * line) / count, slack));
    const shares = found.map((places) => places.filter(({ drawn }) => drawn >= CROSSED).length / STRIPS);
    const drawn = mean(shares);
    if (drawn < DRAWN || shares.filter((share) => share < SEEN).length > FAINT * shares.length) continue;
    if (fullBetween(strips, margin, height / count) > FULL) continue;
    return { lines: found.map((places) => bowThrough(places, mask.width)), drawn };
  }
  return undefined;
}

/** For every strip and row the share of the strip's columns with ink in the row or one beside it: `[STRIPS, height]`. */
interface Strips {
  readonly shares: Float32Array;
  readonly height: number;
}

function stripsOf({ pixels, height, width }: Gray): Strips {
  const shares = new Float32Array(STRIPS * height);
  for (let strip = 0; strip < STRIPS; strip++) {
    const [left, right] = [Math.floor((width * strip) / STRIPS), Math.floor((width * (strip + 1)) / STRIPS)];
    for (let row = 0; row < height; row++) {
      const [above, below] = [row > 0 ? -width : 0, row < height - 1 ? width : 0];
      let count = 0;
      for (let at = row * width + left; at < row * width + right; at++) {
        if (pixels[at] !== 0 || pixels[at + above] !== 0 || pixels[at + below] !== 0) count++;
      }
      shares[strip * height + row] = count / Math.max(right - left, 1);
    }
  }
  return { shares, height };
}

interface Place {
  readonly y: number;
  readonly drawn: number;
}

/** Where in each strip a line lies that is expected at `middle`, and how much of it is there. */
function follow({ shares, height }: Strips, middle: number, slack: number): Place[] {
  const [first, last] = [Math.max(0, Math.floor(middle - slack)), Math.min(height - 1, Math.ceil(middle + slack))];
  return Array.from({ length: STRIPS }, (_, strip) => {
    let most = 0;
    for (let row = first; row <= last; row++) most = Math.max(most, shares[strip * height + row] as number);
    let [mass, sum] = [0, 0];
    for (let row = first; row <= last; row++) {
      const share = shares[strip * height + row] as number;
      if (share < 0.8 * most) continue;
      mass += share;
      sum += share * (row + 0.5);
    }
    return { y: mass > 0 ? sum / mass : middle, drawn: most };
  });
}

/** The share of the strips that are full of ink halfway between the lines. */
function fullBetween({ shares, height }: Strips, margin: number, pitch: number): number {
  const count = Math.round((height - 2 * margin) / pitch);
  let full = 0;
  for (let row = 0; row < count; row++) {
    const middle = Math.floor(margin + (row + 0.5) * pitch);
    for (let strip = 0; strip < STRIPS; strip++) if ((shares[strip * height + middle] as number) >= CROSSED) full++;
  }
  return full / (count * STRIPS);
}

/** The parabola through the places of a line; a second time without those that the first leaves far off. */
function bowThrough(places: readonly Place[], width: number): Bow {
  const seen = places.map(({ y, drawn }, strip) => ({ x: (2 * (strip + 0.5)) / STRIPS - 1, y, drawn }));
  const fit = (chosen: typeof seen, terms: 2 | 3) => {
    const equations = chosen.map(({ x, y, drawn }) =>
      [1, x, x * x]
        .slice(0, terms)
        .concat(y)
        .map((term) => term * drawn),
    );
    return leastSquares(equations, terms) ?? [chosen.reduce((sum, { y }) => sum + y, 0) / Math.max(chosen.length, 1), 0, 0];
  };
  const clear = seen.filter(({ drawn }) => drawn >= CROSSED);
  const [a0 = 0, b0 = 0] = fit(clear.length >= 6 ? clear : seen, 2);
  const near = seen.filter(({ x, y, drawn }) => drawn >= CROSSED && Math.abs(y - a0 - b0 * x) < 0.012 * width + 2);
  const [a = 0, b = 0, c = 0] = near.length >= 8 ? fit(near, 3) : [a0, b0, 0];
  // From -1 … 1 to pixels: x' = 2 x / width - 1.
  const k = 2 / width;
  return [a - b + c, (b - 2 * c) * k, c * k * k];
}
