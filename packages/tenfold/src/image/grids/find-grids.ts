import { type Gray, inverted } from "../basics/picture.js";
import { rectify } from "../basics/rectify.js";
import { shrink } from "../basics/shrink.js";
import { transposed } from "../basics/transpose.js";
import { boxArea } from "../geometry/box.js";
import { homography } from "../geometry/homography.js";
import { areaOf, convexHull, largestQuad, middleOf, type Quad } from "../geometry/quad.js";
import { apply, type Point, type Transform } from "../geometry/transform.js";
import { type Component, connectedComponents } from "../ink/connected-components.js";
import { evenLight } from "../ink/even-light.js";
import { sauvola } from "../ink/sauvola.js";
import { type Bow, gridLines } from "./grid-lines.js";

/** A ruled grid on a page: a sudoku, a table, a row of boxes. */
export interface Grid {
  readonly rows: number;
  readonly columns: number;
  /** Where its lines cross, `[rows + 1, columns + 1]`, row by row, in pixels of the picture. */
  readonly crossings: readonly Point[];
}

export interface FindGridsOptions {
  /** How many there are, if it is known. */
  readonly rows?: number | undefined;
  readonly columns?: number | undefined;
}

/** Pixels of the longer side that are enough to see the lines. */
const ENOUGH = 1200;
/** A grid's sides are at least this share of the picture's shorter side. */
const LEAST_SIDE = 0.15;

/**
 * The ruled grids of a page or photo, the largest first; seen at an angle, turned and slightly bowed as may be.
 *
 * A grid hangs together: it is a large connected component whose convex hull is nearly a quadrilateral, and has evenly spaced lines when set
 * upright.
 *
 * @param gray light 255, dark ink on light paper
 */
export function findGrids(gray: Gray, options: FindGridsOptions = {}): Grid[] {
  const factor = Math.max(1, Math.round(Math.max(gray.height, gray.width) / ENOUGH));
  const mask = lineMask(shrink(gray, factor));
  const least = LEAST_SIDE * Math.min(mask.height, mask.width);
  const candidates = connectedComponents(mask)
    .filter(({ left, top, right, bottom }) => right - left >= least && bottom - top >= least)
    .sort((one, other) => boxArea(other) - boxArea(one))
    .slice(0, 12);
  const found = candidates.flatMap((candidate) => {
    const quad = quadOf(candidate);
    return (quad && gridIn(mask, quad, options)) ?? [];
  });
  const kept: DrawnGrid[] = [];
  for (const grid of found.sort((one, other) => other.drawn - one.drawn)) {
    if (!kept.some(({ quad }) => overlap(quad, grid.quad))) kept.push(grid);
  }
  return kept
    .sort((one, other) => areaOf(other.quad) - areaOf(one.quad))
    .map(({ rows, columns, crossings }) => ({ rows, columns, crossings: crossings.map(([x, y]) => [x * factor, y * factor]) }));
}

/** From the unit square to a cell: (0, 0) is its upper left corner, (1, 1) its lower right one. */
export function cellToSource({ columns, crossings }: Grid, row: number, column: number): Transform {
  const at = row * (columns + 1) + column;
  const corners = [at, at + 1, at + columns + 2, at + columns + 1].map((index) => crossings[index] as Point);
  return homography(UNIT, corners);
}

/** A grid as found in the small picture, and how much of its lines is there. */
interface DrawnGrid extends Grid {
  readonly quad: Quad;
  readonly drawn: number;
}

const UNIT: Quad = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
];

/** Lines and digits, lines made a little thicker so that gaps close. */
function lineMask(small: Gray): Gray {
  const { pixels, height, width } = sauvola(inverted(evenLight(small)), { radius: 12, k: 0.12 });
  const thick = new Uint8Array(pixels.length);
  for (let row = 1; row < height - 1; row++) {
    for (let at = row * width + 1; at < (row + 1) * width - 1; at++) {
      if (pixels[at] || pixels[at - 1] || pixels[at + 1] || pixels[at - width] || pixels[at + width]) thick[at] = 1;
    }
  }
  return { pixels: thick, height, width };
}

/** The quadrilateral that a component fills, if it fills one. */
function quadOf({ runs }: Component): Quad | undefined {
  const points: Point[] = [];
  for (let at = 0; at < runs.length; at += 3) {
    const [row = 0, from = 0, to = 0] = [runs[at], runs[at + 1], runs[at + 2]];
    points.push([from, row], [to, row], [from, row + 1], [to, row + 1]);
  }
  const hull = convexHull(points);
  const quad = largestQuad(hull);
  return quad && areaOf(quad) > 0.85 * areaOf(hull) ? quad : undefined;
}

/** Whether the middle of one lies in the other. */
function overlap(one: Quad, other: Quad): boolean {
  return isInside(one, middleOf(other)) || isInside(other, middleOf(one));
}

function isInside(quad: Quad, [x, y]: Point): boolean {
  return quad.every(([ax, ay], at) => {
    const [bx, by] = quad[(at + 1) % 4] as Point;
    return (bx - ax) * (y - ay) - (by - ay) * (x - ax) >= 0;
  });
}

/** Pixels around the upright grid. */
const MARGIN = 12;

function gridIn(mask: Gray, quad: Quad, { rows, columns }: FindGridsOptions): DrawnGrid | undefined {
  const [topLeft, topRight, bottomRight, bottomLeft] = quad;
  const width = Math.round((between(topLeft, topRight) + between(bottomLeft, bottomRight)) / 2);
  const height = Math.round((between(topLeft, bottomLeft) + between(topRight, bottomRight)) / 2);
  const [right, bottom] = [MARGIN + width, MARGIN + height];
  const toMask = homography(
    [
      [MARGIN, MARGIN],
      [right, MARGIN],
      [right, bottom],
      [MARGIN, bottom],
    ],
    quad,
  );
  const size = { height: height + 2 * MARGIN, width: width + 2 * MARGIN };
  const shades = rectify({ ...mask, pixels: mask.pixels.map((ink) => 255 * ink) }, toMask, size);
  const upright = { ...size, pixels: shades.pixels.map((shade) => (shade >= 128 ? 1 : 0)) };
  const across = gridLines(upright, MARGIN, rows);
  const down = across && gridLines(transposed(upright), MARGIN, columns);
  if (!across || !down || across.lines.length * down.lines.length < 6) return undefined; // a box alone is no grid
  const crossings = across.lines.flatMap((horizontal) => down.lines.map((vertical) => apply(toMask, crossing(horizontal, vertical))));
  return { rows: across.lines.length - 1, columns: down.lines.length - 1, crossings, quad, drawn: (across.drawn + down.drawn) / 2 };
}

function between([ax, ay]: Point, [bx, by]: Point): number {
  return Math.hypot(ax - bx, ay - by);
}

/** Where y = a + b x + c x² meets x = d + e y + f y², both nearly straight: a few steps from one to the other. */
function crossing([a, b, c]: Bow, [d, e, f]: Bow): Point {
  let [x, y] = [d, a];
  for (let step = 0; step < 6; step++) {
    y = a + b * x + c * x * x;
    x = d + e * y + f * y * y;
  }
  return [x, y];
}
