// Segmentation of touching digits along minimal-cost seams.

import type { Gray } from "../../../image/basics/picture.js";

/** A way from the top of some ink to its bottom along which it may be cut. */
export interface Seam {
  /** For every row the first column right of the cut. */
  readonly columns: Int16Array;
  /** How much it cuts: 1 for every stroke that it enters, and more the longer it runs in ink. */
  readonly cost: number;
}

export interface CutSeamsOptions {
  /** How wide the pen's strokes are, in pixels. */
  readonly pen: number;
  /** No seam cuts more than this. */
  readonly cost: number;
}

/** What a seam's way in ink costs for every width of the pen: little, for where two zeros touch the cut runs along their walls. */
const THROUGH = 0.3;
/** A step to the side goes a little further through ink, and costs something on paper, so that seams are straight where nothing is in the way. */
const ASIDE = 0.45;
const DRIFT = 0.02;

/**
 * Where touching digits may be cut: the ways from top to bottom through the fewest strokes, as water finds them between two digits, down one's
 * flank and through the neck that joins them. Of all ways the best through each column in the middle row is looked at: it
 * is a candidate where it is better than those beside it, and where it is the best between two strokes.
 *
 * The best ways are found by dynamic programming from the top and from the bottom, so the candidates never cross.
 *
 * Source: Wang, Jean, "Segmentation of merged characters by neural networks and shortest path", Pattern Recognition 27, 1994; the
 * picture of falling water: Congedo, Dimauro, Impedovo, Pirlo, "Segmentation of numeric strings", ICDAR 1995
 *
 * @param mask one component alone, 1 for ink, cut to its box
 * @returns from left to right
 */
export function cutSeams(mask: Gray, { pen, cost: most }: CutSeamsOptions): Seam[] {
  const { height, width } = mask;
  const middle = height >> 1;
  const down = leastCosts(mask, 0, middle, 1, pen);
  const up = leastCosts(mask, height - 1, middle, -1, pen);
  const costs = Float32Array.from({ length: width }, (_, column) => {
    const at = middle * width + column;
    const twice = mask.pixels[at] !== 0 ? 1 + THROUGH / pen : 0; // its entry and its way counted from above and from below
    return (down.costs[at] as number) + (up.costs[at] as number) - twice;
  });
  const start = middle * width;
  const candidates = [...between(mask.pixels.subarray(start, start + width), costs, most), ...leastOf(costs, most)];
  const columns = [...new Set(candidates)].sort((one, other) => one - other);
  return columns.map((column) => {
    const columns = new Int16Array(height);
    follow(down, columns, middle, column, -1, width);
    follow(up, columns, middle, column, 1, width);
    return { columns, cost: costs[column] as number };
  });
}

interface Costs {
  readonly costs: Float32Array;
  /** By how many columns the best way to a pixel comes from the side. */
  readonly from: Int8Array;
}

/** The cost of the best way from a row to every pixel up to the row `last`. */
function leastCosts({ pixels, width }: Gray, first: number, last: number, step: 1 | -1, pen: number): Costs {
  const costs = new Float32Array(pixels.length);
  const from = new Int8Array(pixels.length);
  const [through, drift] = [THROUGH / pen, DRIFT];
  for (let column = 0; column < width; column++) costs[first * width + column] = pixels[first * width + column] !== 0 ? 1 + through : 0;
  for (let row = first + step; step > 0 ? row <= last : row >= last; row += step) {
    for (let column = 0; column < width; column++) {
      const at = row * width + column;
      const isInk = pixels[at] !== 0;
      let best = Number.POSITIVE_INFINITY;
      for (let aside = -1; aside <= 1; aside++) {
        if (column + aside < 0 || column + aside >= width) continue;
        const before = at - step * width + aside;
        const entry = isInk && pixels[before] === 0 ? 1 : 0;
        const way = (isInk ? through * (aside === 0 ? 1 : 1 + ASIDE) : 0) + (aside === 0 ? 0 : drift);
        const cost = (costs[before] as number) + entry + way;
        if (cost < best - 1e-6 || (aside === 0 && cost <= best)) {
          best = cost;
          from[at] = aside;
        }
      }
      costs[at] = best;
    }
  }
  return { costs, from };
}

/** In every stretch of paper between ink the cheapest column, in the middle where several are. */
function between(row: Uint8Array, costs: Float32Array, most: number): number[] {
  const found: number[] = [];
  let start = row.indexOf(1);
  while (start >= 0) {
    const from = row.indexOf(0, start);
    const to = from < 0 ? -1 : row.indexOf(1, from);
    if (to < 0) break;
    const least = costs.subarray(from, to).reduce((least, cost) => Math.min(least, cost));
    const columns = Array.from({ length: to - from }, (_, at) => from + at).filter((column) => (costs[column] as number) <= least + 0.02);
    if (least <= most) found.push(columns[columns.length >> 1] as number);
    start = to;
  }
  return found;
}

/** The middles of the valleys, each the lowest place between two that are higher by something: what falls off to the ends parts nothing. */
function leastOf(costs: Float32Array, most: number): number[] {
  const found: number[] = [];
  let [lowest, first, last] = [Number.POSITIVE_INFINITY, 0, 0];
  let highest = Number.NEGATIVE_INFINITY;
  let falling = true;
  for (let column = 0; column < costs.length; column++) {
    const cost = costs[column] as number;
    if (falling) {
      if (cost < lowest - 0.02) [lowest, first, last] = [cost, column, column];
      else if (cost <= lowest + 0.02) last = column;
      else if (cost > lowest + RISE) {
        if (lowest <= most && first > 0) found.push((first + last) >> 1);
        [falling, highest] = [false, cost];
      }
    } else if (cost > highest) highest = cost;
    else if (cost < highest - RISE) [falling, lowest, first, last] = [true, cost, column, column];
  }
  return found;
}

/** A valley is at least so deep. */
const RISE = 0.15;

function follow({ from }: Costs, columns: Int16Array, middle: number, start: number, step: 1 | -1, width: number): void {
  let column = start;
  for (let row = middle; row >= 0 && row < columns.length; row += step) {
    columns[row] = column;
    column += from[row * width + column] as number;
  }
}
