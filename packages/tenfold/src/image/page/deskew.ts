// Skew detection and deskewing.

import type { Size } from "../geometry/size.js";
import type { Transform } from "../geometry/transform.js";
import type { Component } from "../ink/connected-components.js";

/** A mark: a place that belongs to a line of writing or to a ruling line. */
interface Mark {
  readonly x: number;
  readonly y: number;
}

/** Rotations up to this are looked for, in degrees. */
const MOST_DEGREES = 20;

/**
 * By how many degrees a page is turned clockwise: its lines rise to the left. Found between -20 and 20; 0 where there is nothing to go by.
 *
 * The feet of all components, and points along those that are long, are projected along a direction; where it is that of the lines they
 * fall into few heaps, and the sum of the heaps' squares is largest. Coarse steps first, then finer ones about the best.
 *
 * Source: Postl, "Detection of linear oblique structures and skew scan in digitized documents", ICPR 1986; the feet of components: Baird,
 * "The skew angle of printed documents", 1987
 *
 * @param components of the page's ink
 */
export function skewDegrees(components: readonly Component[], size: Size): number {
  const marks = marksOf(components, size);
  if (marks.length < 3) return 0;
  let best = 0;
  for (const [reach, step] of [
    [MOST_DEGREES, 0.5],
    [0.5, 0.1],
    [0.1, 0.02],
  ] as const) {
    const middle = best;
    let most = -1;
    for (let index = Math.round(-reach / step); index <= Math.round(reach / step); index++) {
      const degrees = Math.min(Math.max(middle + index * step, -MOST_DEGREES), MOST_DEGREES);
      const score = sharpness(marks, degrees, size) * (1 - 1e-4 * Math.abs(degrees)); // in doubt, upright
      if (score > most) [most, best] = [score, degrees];
    }
  }
  return best;
}

/** Turns a page by `degrees` counterclockwise about its middle: from the upright page's pixels to those of the turned one. */
export function turnedBack(degrees: number, { height, width }: Size): Transform {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const [x, y] = [width / 2, height / 2];
  return [cos, -sin, x - cos * x + sin * y, sin, cos, y - sin * x - cos * y, 0, 0, 1];
}

/** Specks say nothing. */
const LEAST_AREA = 8;
const MOST_MARKS = 20_000;

function marksOf(components: readonly Component[], { width }: Size): Mark[] {
  const seen = components.filter(({ area }) => area >= LEAST_AREA);
  const marks = seen.flatMap(({ left, right, bottom, runs, rowRuns }) => {
    if (right - left < 0.1 * width) return { x: (left + right) / 2, y: bottom };
    const step = Math.max(1, Math.ceil((rowRuns * MOST_MARKS) / 4e6));
    const along: Mark[] = [];
    for (let run = 0; run < rowRuns; run += step) {
      const [y = 0, from = 0, to = 0] = [runs[3 * run], runs[3 * run + 1], runs[3 * run + 2]];
      if (to - from > 6) along.push({ x: (from + to) / 2, y: y + 1 }); // what is short belongs to an upright line
    }
    return along;
  });
  const step = Math.max(1, Math.ceil(marks.length / MOST_MARKS));
  return marks.filter((_, index) => index % step === 0);
}

/** The sum of the squares of how many marks lie at each height, when the page is turned back. */
function sharpness(marks: readonly Mark[], degrees: number, { height, width }: Size): number {
  const slope = Math.tan((degrees * Math.PI) / 180);
  const offset = Math.ceil(width * Math.tan((MOST_DEGREES * Math.PI) / 180)) + 1;
  const heaps = new Float64Array(height + 2 * offset + 2);
  for (const { x, y } of marks) {
    const place = y - slope * x + offset;
    const low = Math.floor(place);
    heaps[low] = (heaps[low] as number) + 1 - (place - low);
    heaps[low + 1] = (heaps[low + 1] as number) + place - low;
  }
  return heaps.reduce((sum, count) => sum + count * count, 0);
}
