import type { Gray } from "../basics/picture.js";
import type { Box } from "../geometry/box.js";

/** Pixels of ink that hang together, by edges or corners. */
export interface Component extends Box {
  /** Pixels of ink. */
  readonly area: number;
  /** How many uninterrupted pieces of ink its rows have, all together, and its columns. */
  readonly rowRuns: number;
  readonly columnRuns: number;
  /** Its pieces of rows: row, first column, column behind the last; three numbers each, downward. */
  readonly runs: Int32Array;
}

/**
 * The connected components of a mask, in the order in which their first pixels come, row by row.
 *
 * Runs of ink are joined with those they touch in the row above by union-find with path halving, so that the time grows with the number
 * of pixels and no label image is needed.
 *
 * Source: Rosenfeld, Pfaltz, "Sequential operations in digital picture processing", 1966; Tarjan, "Efficiency of a good but not linear
 * set union algorithm", 1975
 *
 * @param mask 0 for paper, everything else is ink
 */
export function connectedComponents(mask: Gray): Component[] {
  const { runs, count } = runsOf(mask);
  const parent = joined(runs, count);
  return gathered(runs, count, parent);
}

/** How wide the strokes of a component are: the width of a straight stroke with as many pixels, row runs and column runs. */
export function strokeWidth({ area, rowRuns, columnRuns }: Pick<Component, "area" | "rowRuns" | "columnRuns">): number {
  // A straight stroke of width w at angle a is cut by rows in pieces of w / sin a, by columns of w / cos a.
  return area / Math.hypot(rowRuns, columnRuns);
}

/** How wide the strokes of all components together are; 0 of none. */
export function penWidth(components: readonly Pick<Component, "area" | "rowRuns" | "columnRuns">[]): number {
  const sum = { area: 0, rowRuns: 0, columnRuns: 0 };
  for (const { area, rowRuns, columnRuns } of components) {
    sum.area += area;
    sum.rowRuns += rowRuns;
    sum.columnRuns += columnRuns;
  }
  return sum.area > 0 ? strokeWidth(sum) : 0;
}

/** A mask of the given components alone, 1 for ink, cut to a box. */
export function maskOf(components: readonly Pick<Component, "runs">[], { left, top, right, bottom }: Box): Gray {
  const size = { height: bottom - top, width: right - left };
  const pixels = new Uint8Array(size.height * size.width);
  for (const { runs } of components) {
    for (let at = 0; at < runs.length; at += 3) {
      const [row = 0, from = 0, to = 0] = [runs[at], runs[at + 1], runs[at + 2]];
      if (row < top || row >= bottom || to <= left || from >= right) continue;
      const line = (row - top) * size.width - left;
      pixels.fill(1, line + Math.max(from, left), line + Math.min(to, right));
    }
  }
  return { pixels, ...size };
}

/** All runs of ink, row by row: row, from, to; three numbers each. */
function runsOf({ pixels, height, width }: Gray): { runs: Int32Array; count: number } {
  let runs = new Int32Array(3 * 1024);
  let length = 0;
  for (let row = 0; row < height; row++) {
    const end = (row + 1) * width;
    for (let at = row * width; at < end; at++) {
      if (pixels[at] === 0) continue;
      const from = at;
      while (at < end && pixels[at] !== 0) at++;
      if (length === runs.length) {
        const longer = new Int32Array(2 * length);
        longer.set(runs);
        runs = longer;
      }
      runs[length] = row;
      runs[length + 1] = from - row * width;
      runs[length + 2] = at - row * width;
      length += 3;
    }
  }
  return { runs, count: length / 3 };
}

/** The forest over the runs: each run's parent is an earlier one of the same component, or itself. */
function joined(runs: Int32Array, count: number): Int32Array {
  const parent = Int32Array.from({ length: count }, (_, run) => run);
  let above = 0;
  for (let run = 0; run < count; run++) {
    const [row, from, to] = [runs[3 * run] as number, runs[3 * run + 1] as number, runs[3 * run + 2] as number];
    while (above < run && ((runs[3 * above] as number) < row - 1 || isPast(runs, above, row - 1, from))) above++;
    for (let other = above; other < run && runs[3 * other] === row - 1 && (runs[3 * other + 1] as number) <= to; other++) {
      unite(parent, other, run);
    }
  }
  return parent;
}

/** Whether a run in the row above ends before one that starts at `from`, even over a corner. */
function isPast(runs: Int32Array, run: number, row: number, from: number): boolean {
  return runs[3 * run] === row && (runs[3 * run + 2] as number) < from;
}

function rootOf(parent: Int32Array, run: number): number {
  let at = run;
  while (parent[at] !== at) {
    parent[at] = parent[parent[at] as number] as number;
    at = parent[at] as number;
  }
  return at;
}

function unite(parent: Int32Array, one: number, other: number): void {
  const [a, b] = [rootOf(parent, one), rootOf(parent, other)];
  parent[Math.max(a, b)] = Math.min(a, b);
}

type Growing = { -readonly [Key in keyof Component]: Component[Key] };

function gathered(runs: Int32Array, count: number, parent: Int32Array): Component[] {
  const sizes = new Int32Array(count);
  for (let run = 0; run < count; run++) {
    const root = rootOf(parent, run);
    sizes[root] = (sizes[root] as number) + 1;
  }
  const components: Growing[] = [];
  const indices = new Int32Array(count);
  const filled = new Int32Array(count);
  let above = 0;
  for (let run = 0; run < count; run++) {
    const [row = 0, from = 0, to = 0] = [runs[3 * run], runs[3 * run + 1], runs[3 * run + 2]];
    const root = rootOf(parent, run);
    if (root === run) {
      indices[run] = components.length;
      const own = new Int32Array(3 * (sizes[run] as number));
      components.push({ left: from, top: row, right: to, bottom: row + 1, area: 0, rowRuns: 0, columnRuns: 0, runs: own });
    }
    while (
      above < run &&
      ((runs[3 * above] as number) < row - 1 || (runs[3 * above] === row - 1 && (runs[3 * above + 2] as number) <= from))
    )
      above++;
    let covered = 0; // pixels with ink of the same component straight above
    for (let other = above; other < run && runs[3 * other] === row - 1 && (runs[3 * other + 1] as number) < to; other++) {
      covered += Math.min(to, runs[3 * other + 2] as number) - Math.max(from, runs[3 * other + 1] as number);
    }
    const component = components[indices[root] as number] as Growing;
    component.left = Math.min(component.left, from);
    component.right = Math.max(component.right, to);
    component.bottom = row + 1;
    component.area += to - from;
    component.rowRuns += 1;
    component.columnRuns += to - from - covered;
    const place = 3 * (filled[root] as number);
    component.runs[place] = row;
    component.runs[place + 1] = from;
    component.runs[place + 2] = to;
    filled[root] = (filled[root] as number) + 1;
  }
  return components;
}
