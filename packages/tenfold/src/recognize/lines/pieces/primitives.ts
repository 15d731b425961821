import type { Box } from "../../../image/geometry/box.js";
import { type Component, connectedComponents, maskOf, penWidth } from "../../../image/ink/connected-components.js";
import type { LineRaster } from "../line-raster.js";
import { cutSeams, type Seam } from "./cut-seams.js";

/** The least part into which a line's ink is cut: a digit, a part of one, a separator, a speck. */
export interface Primitive extends Box {
  /** Which component of the line it is of, counted from 0. */
  readonly component: number;
  /** Of that component's parts the how manyth, from 0, and how many there are. */
  readonly part: number;
  readonly parts: number;
  /** What the seam cuts that parts it from the component's next part; 0 behind the last. */
  readonly cut: number;
  /** Pixels of ink. */
  readonly area: number;
  readonly runs: readonly Run[];
}

/** A piece of a row of ink: from the first column to the one behind the last. */
export type Run = readonly [row: number, from: number, to: number];

/** A line's ink in its least parts, from left to right. */
export interface Primitives {
  readonly parts: readonly Primitive[];
  /** How wide the pen's strokes are, in pixels. */
  readonly pen: number;
}

/** What a seam may cut, and where the component is wider than one digit is. */
const MOST = 2.3;
const MOST_IN_WIDE = 2.8;
/** Wider than so many heights is more than one digit. */
const WIDE = 0.9;
/** Nothing is cut that is narrower or lower than these shares of the line's height. */
const NARROWEST = 0.3;
const LOWEST = 0.4;
/** No part has less ink than so many dots of the pen. */
const LEAST_INK = 1.5;

/** Cuts a line into primitives: its components, and those that may be touching digits along their seams. */
export function primitives({ ink, height }: LineRaster): Primitives {
  const mask = { ...ink, pixels: ink.pixels.map((shade) => (shade >= 128 ? 1 : 0)) };
  const components = connectedComponents(mask);
  const pen = penWidth(components);
  const parts = components.flatMap((component, index) => {
    const seams = canBeCut(component, height) ? seamsOf(component, height, pen) : [];
    const cut = partsOf(component, seams, pen);
    return cut.map(({ runs, cost }, part) => ({
      ...{ ...boxOf(runs), component: index, part, parts: cut.length },
      ...{ cut: cost, area: areaOf(runs), runs },
    }));
  });
  return { parts: parts.sort((one, other) => one.left + one.right - other.left - other.right), pen };
}

function canBeCut({ left, top, right, bottom }: Component, height: number): boolean {
  return right - left >= NARROWEST * height && bottom - top >= LOWEST * height;
}

function seamsOf(component: Component, height: number, pen: number): Seam[] {
  const own = maskOf([component], component);
  return cutSeams(own, { pen, cost: own.width > WIDE * height ? MOST_IN_WIDE : MOST }).sort((one, other) => one.cost - other.cost);
}

/**
 * The component cut along its seams, the best first; a seam that leaves next to nothing on one side is left out. Each part with the ink that
 * the seam behind it goes through.
 */
function partsOf(component: Component, seams: readonly Seam[], pen: number): { runs: Run[]; cost: number }[] {
  let taken: Seam[] = [];
  for (const seam of seams) {
    const tried = [...taken, seam].sort((one, other) => sum(one.columns) - sum(other.columns));
    if (splitRuns(component, tried).every((runs) => areaOf(runs) >= LEAST_INK * pen * pen)) taken = tried;
  }
  return splitRuns(component, taken).map((runs, at) => ({ runs, cost: taken[at]?.cost ?? 0 }));
}

function sum(columns: Int16Array): number {
  return columns.reduce((sum, column) => sum + column, 0);
}

function areaOf(runs: readonly Run[]): number {
  return runs.reduce((sum, [, from, to]) => sum + to - from, 0);
}

/** The runs left of the first seam, between it and the second, and so on. */
function splitRuns({ runs, left, top }: Component, seams: readonly Seam[]): Run[][] {
  const parts: Run[][] = Array.from({ length: seams.length + 1 }, () => []);
  for (let at = 0; at < runs.length; at += 3) {
    const [row = 0, from = 0, to = 0] = [runs[at], runs[at + 1], runs[at + 2]];
    let start = from;
    for (const [index, { columns }] of seams.entries()) {
      const end = Math.min(left + (columns[row - top] as number), to);
      if (end > start) parts[index]?.push([row, start, end]);
      start = Math.max(start, end);
    }
    if (to > start) parts.at(-1)?.push([row, start, to]);
  }
  return parts;
}

function boxOf(runs: readonly Run[]): Box {
  return {
    left: Math.min(...runs.map(([, from]) => from)),
    top: Math.min(...runs.map(([row]) => row)),
    right: Math.max(...runs.map(([, , to]) => to)),
    bottom: Math.max(...runs.map(([row]) => row + 1)),
  };
}
