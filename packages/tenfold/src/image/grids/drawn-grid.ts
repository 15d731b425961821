import { middleOf, type Quad } from "../geometry/quad.js";
import type { Point } from "../geometry/transform.js";

/** A ruled grid on a page: a sudoku, a table, a row of boxes. */
export interface Grid {
  readonly rows: number;
  readonly columns: number;
  /** Where its lines cross, `[rows + 1, columns + 1]`, row by row, in pixels of the picture. */
  readonly crossings: readonly Point[];
}

/** A grid with its outline, and how much of its lines is there, 0 to 1. */
export interface DrawnGrid extends Grid {
  readonly quad: Quad;
  readonly drawn: number;
}

/** Whether the middle of one lies in the other. */
export function areAtOnePlace(one: Quad, other: Quad): boolean {
  return isInside(one, middleOf(other)) || isInside(other, middleOf(one));
}

function isInside(quad: Quad, [x, y]: Point): boolean {
  return quad.every(([ax, ay], at) => {
    const [bx, by] = quad[(at + 1) % 4] as Point;
    return (bx - ax) * (y - ay) - (by - ay) * (x - ax) >= 0;
  });
}
