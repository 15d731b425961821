import { type Gray, inverted } from "../basics/picture.js";
import { shrink } from "../basics/shrink.js";
import { transposed } from "../basics/transpose.js";
import { homography } from "../geometry/homography.js";
import { areaOf, type Quad } from "../geometry/quad.js";
import { apply, type Point, type Transform } from "../geometry/transform.js";
import { evenLight } from "../ink/even-light.js";
import { sauvola } from "../ink/sauvola.js";
import { crossing } from "./bow.js";
import { areAtOnePlace, type DrawnGrid, type Grid } from "./drawn-grid.js";
import { faintGrids } from "./faint-grids.js";
import { gridLines } from "./grid-lines.js";
import { gridQuads, thickened } from "./grid-quads.js";
import { MARGIN, uprightQuad } from "./upright-quad.js";

export interface FindGridsOptions {
  /** How many there are, if it is known. */
  readonly rows?: number | undefined;
  readonly columns?: number | undefined;
}

/** Pixels of the longer side that are enough to see the lines. */
const ENOUGH = 1200;
/** Where no grid has so many cells, one may have lines too weak to be seen, and there is a second opinion. */
const COARSE = 40;

/**
 * The ruled grids of a page or photo, the largest first; seen at an angle, turned and slightly bowed as may be.
 *
 * A grid hangs together: it is a large connected component whose convex hull is nearly a quadrilateral, and has evenly spaced lines when set
 * upright. Where only coarse grids are found, or none, `faintGrids` is asked, too, and of two grids at one place the one with more cells counts.
 *
 * @param gray light 255, dark ink on light paper
 */
export function findGrids(gray: Gray, options: FindGridsOptions = {}): Grid[] {
  const clear = withoutOverlap(clearGrids(gray, options), ({ drawn }) => drawn);
  const isCoarse = clear.every(({ rows, columns }) => rows * columns < COARSE);
  const faint = isCoarse ? faintGrids(gray).filter((grid) => isWanted(grid, options)) : [];
  return withoutOverlap([...clear, ...faint], ({ rows, columns }) => rows * columns)
    .sort((one, other) => areaOf(other.quad) - areaOf(one.quad))
    .map(({ rows, columns, crossings }) => ({ rows, columns, crossings }));
}

/** From the unit square to a cell: (0, 0) is its upper left corner, (1, 1) its lower right one. */
export function cellToSource({ columns, crossings }: Grid, row: number, column: number): Transform {
  const at = row * (columns + 1) + column;
  const corners = [at, at + 1, at + columns + 2, at + columns + 1].map((index) => crossings[index] as Point);
  return homography(UNIT, corners);
}

const UNIT: Quad = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
];

function isWanted(grid: Grid, { rows = grid.rows, columns = grid.columns }: FindGridsOptions): boolean {
  return grid.rows === rows && grid.columns === columns;
}

/** Of grids at one place the best. */
function withoutOverlap(grids: readonly DrawnGrid[], worth: (grid: DrawnGrid) => number): DrawnGrid[] {
  const kept: DrawnGrid[] = [];
  for (const grid of [...grids].sort((one, other) => worth(other) - worth(one))) {
    if (!kept.some((other) => areAtOnePlace(other.quad, grid.quad))) kept.push(grid);
  }
  return kept;
}

/** Grids whose lines are all clearly there. */
function clearGrids(gray: Gray, options: FindGridsOptions): DrawnGrid[] {
  const factor = Math.max(1, Math.round(Math.max(gray.height, gray.width) / ENOUGH));
  const mask = lineMask(shrink(gray, factor));
  const scaled = ([x, y]: Point): Point => [x * factor, y * factor];
  return gridQuads(mask)
    .flatMap((quad) => gridIn(mask, quad, options) ?? [])
    .map((grid) => ({ ...grid, crossings: grid.crossings.map(scaled), quad: grid.quad.map(scaled) as unknown as Quad }));
}

/** Lines and digits, lines made a little thicker so that gaps close. */
function lineMask(small: Gray): Gray {
  return thickened(sauvola(inverted(evenLight(small)), { radius: 12, k: 0.12 }));
}

function gridIn(mask: Gray, quad: Quad, { rows, columns }: FindGridsOptions): DrawnGrid | undefined {
  const { gray: shades, toPicture } = uprightQuad({ ...mask, pixels: mask.pixels.map((ink) => 255 * ink) }, quad);
  const upright = { ...shades, pixels: shades.pixels.map((shade) => (shade >= 128 ? 1 : 0)) };
  const across = gridLines(upright, MARGIN, rows);
  const down = across && gridLines(transposed(upright), MARGIN, columns);
  if (!across || !down || across.lines.length * down.lines.length < 6) return undefined; // a box alone is no grid
  const crossings = across.lines.flatMap((level) => down.lines.map((line) => apply(toPicture, crossing(level, line))));
  return { rows: across.lines.length - 1, columns: down.lines.length - 1, crossings, quad, drawn: (across.drawn + down.drawn) / 2 };
}
