import type { Gray } from "../../image/basics/picture.js";
import { boxUnder, frameOf } from "../../image/geometry/box.js";
import type { Grid } from "../../image/grids/drawn-grid.js";
import { cellToSource } from "../../image/grids/find-grids.js";
import { gridDigits } from "../../image/grids/grid-digits.js";
import type { Lattice, Piece } from "../lattice.js";
import { type DigitLook, lookAtAll } from "../looks/digit-look.js";
import { digitSymbols } from "../looks/digit-symbols.js";

/** A ruled grid and the picture in which it was found: light 255, dark ink on light paper. */
export interface PageGrid {
  readonly gray: Gray;
  readonly grid: Grid;
}

/**
 * What stands in the cells of a ruled grid, one digit in each. Cuts are the lines between its columns.
 *
 * @returns one lattice a row, with one piece a cell
 */
export async function gridLattices({ gray, grid }: PageGrid, look: DigitLook): Promise<Lattice[]> {
  const cells = gridDigits(gray, grid);
  const answers = await lookAtAll(
    look,
    cells.map(({ digit }) => digit),
  );
  const pieces = cells.map(({ row, column, digit, isStruck }, at): Piece => {
    const scores = answers[at];
    const place = { from: column, to: column + 1, box: boxUnder(cellToSource(grid, row, column), UNIT), ...(isStruck && { isStruck }) };
    return digit && scores ? { ...place, digit, ...digitSymbols(scores, { nothing: 0 }) } : { ...place, symbols: BLANK };
  });
  return Array.from({ length: grid.rows }, (_, row) => ({
    cuts: grid.columns,
    pieces: pieces.slice(row * grid.columns, (row + 1) * grid.columns),
  }));
}

const UNIT = frameOf({ height: 1, width: 1 });

/** Nothing stands where there is no ink, or several small marks. */
const BLANK = [{ text: "", score: 0 }];
