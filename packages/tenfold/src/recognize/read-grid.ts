import { cellToSource, type Grid } from "../image/find-grids.js";
import { gridDigits } from "../image/grid-digits.js";
import type { Box, Gray } from "../image/picture.js";
import { apply, type Point, type Transform } from "../image/transform.js";
import { type Look, lookAtAll } from "./look.js";
import { noDigit, readDigit } from "./read-digit.js";
import type { ReadCell, ReadGrid } from "./reading.js";

/**
 * What is surer than this to be no single digit leaves its cell without one. A mark as large as the grid's digits is mostly one, and a
 * doubtful digit is for a person to look at; a blank that should have been looked at is seen by nobody. Raised from 0.99, which left out
 * digits of a real page.
 */
const NONE = 0.999;

/**
 * Reads every cell of a grid: its digit, or none where it is blank or holds something else, as the small notes in a sudoku's cell.
 *
 * @param gray the picture in which the grid was found: light 255, dark ink on light paper
 */
export async function readGrid(gray: Gray, grid: Grid, look: Look): Promise<ReadGrid> {
  const found = gridDigits(gray, grid);
  const answers = await lookAtAll(
    look,
    found.flatMap(({ digit }) => digit ?? []),
  );
  let next = 0;
  const cells = found.map(({ row, column, digit }): ReadCell => {
    const place = { row, column, box: boxOf(cellToSource(grid, row, column), 1, 1) };
    if (!digit) return place;
    const scores = answers[next++] as Float32Array;
    if (noDigit(scores) > NONE) return place;
    return { ...place, digit: readDigit(scores, boxOf(digit.toSource, digit.width, digit.height), digit.pixels) };
  });
  return { rows: grid.rows, columns: grid.columns, cells };
}

/** The least box around a rectangle from (0, 0) that a map moves. */
function boxOf(toSource: Transform, width: number, height: number): Box {
  const corners: readonly Point[] = [
    [0, 0],
    [width, 0],
    [width, height],
    [0, height],
  ];
  const places = corners.map((corner) => apply(toSource, corner));
  const [xs, ys] = [places.map(([x]) => x), places.map(([, y]) => y)];
  return {
    left: Math.floor(Math.min(...xs)),
    top: Math.floor(Math.min(...ys)),
    right: Math.ceil(Math.max(...xs)),
    bottom: Math.ceil(Math.max(...ys)),
  };
}
