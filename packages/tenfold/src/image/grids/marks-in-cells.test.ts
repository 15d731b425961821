import { expect, it } from "vitest";
import { filled, type Sides } from "../../../test/drawings.js";
import type { Bow } from "./bow.js";
import { marksInRows, placedMarks, transposedMarks } from "./marks-in-cells.js";

/** Lines across a grid of 180 pixels. */
const lines = (rows: number) => Array.from({ length: rows + 1 }, (_, row): Bow => [(180 * row) / rows, 0, 0]);
/** Marks of 12 x 18 pixels in the middle of cells of 30 pixels. */
const marks = (cells: readonly (readonly [column: number, row: number])[], down = 0) =>
  filled(
    [
      ...cells.map(([column, row]): Sides => [30 * column + 9, 30 * row + 6 + down, 30 * column + 21, 30 * row + 24 + down]),
      [179, 179, 180, 180],
    ],
    200,
  );
const diagonal = [0, 1, 2, 3, 4, 5].map((at) => [at, at] as const);

it("stand in the middles of the rows that there are, and of no others", () => {
  const placed = placedMarks(marks(diagonal));
  expect(marksInRows(placed, lines(6))).toEqual({ count: 6, central: 1, rows: 1 });
  expect(marksInRows(placed, lines(5)).central).toBeLessThan(0.7);
  expect(marksInRows(placed, lines(12)).central).toBe(0); // higher than the row
  expect(marksInRows(placed, lines(2)).count).toBe(0); // too low for it
});

it("are off the middle where they lie between two rows", () => {
  expect(marksInRows(placedMarks(marks(diagonal, 13)), lines(6)).central).toBe(0);
});

it("say in how many rows they stand", () => {
  expect(marksInRows(placedMarks(marks([0, 1, 2, 3].map((column) => [column, 1]))), lines(6)).rows).toBeCloseTo(1 / 6);
});

it("follow lines that climb", () => {
  const climbing = [0, 1, 2, 3, 4, 5].map((at): Sides => [30 * at + 9, 40 + 6 * at, 30 * at + 21, 58 + 6 * at]);
  const sloped = Array.from({ length: 4 }, (_, row): Bow => [30 * row + 1, 0.2, 0]);
  expect(marksInRows(placedMarks(filled(climbing, 200)), sloped).central).toBe(1);
});

it("are the same of columns where rows are columns", () => {
  const ink = marks([[0, 2]]);
  expect(transposedMarks(ink)).toEqual([{ along: 75, down: 15, height: 12, longest: 18 }]);
  expect(placedMarks(ink)).toEqual([{ along: 15, down: 75, height: 18, longest: 18 }]);
});

it("are no faint lines", () => {
  expect(placedMarks(filled([[10, 10, 40, 14]], 40))).toEqual([]);
});
