import type { Gray } from "../../image/basics/picture.js";
import type { Grid } from "../../image/grids/drawn-grid.js";
import { findGrids } from "../../image/grids/find-grids.js";

/** Fewer cells than this are a box, not a grid. */
const FEWEST_CELLS = 6;

/**
 * The grids of a page that are worth reading, the largest first.
 *
 * @param gray light 255, dark ink on light paper
 */
export function pageGrids(gray: Gray): Grid[] {
  return findGrids(gray).filter(({ rows, columns }) => rows * columns >= FEWEST_CELLS);
}
