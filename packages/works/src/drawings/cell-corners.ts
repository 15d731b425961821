import type { Point } from "tenfold";
import type { ReadGrid } from "tenfold/document";
import { cornersOf } from "tenfold/image";

/**
 * The corners of each cell of a grid as it lies on its page, turned or seen at an angle: in the middle between the cells that meet there. A document has
 * the upright boxes around cells, whose middles are those of the cells.
 *
 * @returns row by row, each top left, top right, bottom right, bottom left of the grid; of a single row or column the boxes themselves
 */
export function cellCorners({
  rows,
  columns,
  cells,
}: Pick<ReadGrid, "rows" | "columns"> & { readonly cells: readonly Cell[] }): readonly (readonly Point[])[] {
  if (rows < 2 || columns < 2) return cells.map(({ box }) => cornersOf(box));
  const middles = cells.map(({ box }): Point => [(box.left + box.right) / 2, (box.top + box.bottom) / 2]);
  const middle = (row: number, column: number) => middles[row * columns + column] as Point;
  /** Where the line above a row meets the line before a column. */
  const crossing = (row: number, column: number): Point => {
    const [top, left] = [between(row - 1, rows - 2), between(column - 1, columns - 2)];
    const [down, across] = [row - 0.5 - top, column - 0.5 - left];
    const [above, below] = [top, top + 1].map((at) => along(middle(at, left), middle(at, left + 1), across)) as [Point, Point];
    return along(above, below, down);
  };
  return cells.map(({ row, column }) => [
    crossing(row, column),
    crossing(row, column + 1),
    crossing(row + 1, column + 1),
    crossing(row + 1, column),
  ]);
}

type Cell = Pick<ReadGrid["cells"][number], "row" | "column" | "box">;

function between(value: number, most: number): number {
  return Math.min(Math.max(value, 0), most);
}

/** So far on the way from one point to another, and beyond. */
function along([x, y]: Point, [toX, toY]: Point, share: number): Point {
  return [x + share * (toX - x), y + share * (toY - y)];
}
