import { describe, expect, it } from "vitest";
import { distanceTo, drawing, filled, type Sides, seven } from "../../../test/drawings.js";
import { camera, page, photo } from "../../../test/grid-page.js";
import { inverted } from "../basics/picture.js";
import { apply } from "../geometry/transform.js";
import { cellToSource, findGrids } from "./find-grids.js";

describe("findGrids", () => {
  it("finds the grid, its rows and columns and where its lines cross", () => {
    for (const [picture, toPage] of [
      [page, [1, 0, 0, 0, 1, 0, 0, 0, 1]],
      [photo, camera],
    ] as const) {
      // biome-ignore format: short
      const [grid, ...others] = findGrids(picture);
      expect(others).toEqual([]);
      expect(grid).toMatchObject({ rows: 5, columns: 4 });
      for (const [at, crossing] of (grid?.crossings ?? []).entries()) {
        const [x, y] = apply(toPage, crossing);
        expect(Math.hypot(x - 60 - 100 * (at % 5), y - 50 - 100 * Math.floor(at / 5))).toBeLessThan(3);
      }
      const [x, y] = apply(toPage, apply(cellToSource(grid as never, 2, 1), [0.5, 0.5]));
      expect(Math.hypot(x - 210, y - 300)).toBeLessThan(3);
    }
  });

  it("finds none on blank paper, in one pixel, in a black picture, among strokes, nor in a filled rectangle", () => {
    expect(findGrids(drawing({ height: 300, width: 300 }, () => 255))).toEqual([]);
    expect(findGrids(drawing({ height: 1, width: 1 }, () => 0))).toEqual([]);
    expect(findGrids(drawing({ height: 300, width: 300 }, () => 0))).toEqual([]);
    expect(findGrids(drawing({ height: 300, width: 300 }, (x, y) => (distanceTo(seven(90, 60, 180), x, y) < 6 ? 20 : 240)))).toEqual([]);
    expect(findGrids(drawing({ height: 300, width: 300 }, (x, y) => (x > 60 && x < 240 && y > 60 && y < 240 ? 20 : 240)))).toEqual([]);
  });

  it("keeps to the rows and columns that are given", () => {
    expect(findGrids(page, { rows: 5, columns: 4 })).toHaveLength(1);
    expect(findGrids(page, { rows: 7, columns: 4 })).toEqual([]);
  });

  /** A grid of cells of one size in a picture of 400 x 400, dark on light, and other ink. */
  const drawnGrid = (cell: number, rows: number, columns: number, ...more: readonly Sides[]) => {
    const across = Array.from({ length: rows + 1 }, (_, at): Sides => [60, 60 + cell * at, 62 + cell * columns, 62 + cell * at]);
    const down = Array.from({ length: columns + 1 }, (_, at): Sides => [60 + cell * at, 60, 62 + cell * at, 62 + cell * rows]);
    return inverted(filled([...across, ...down, ...more, [399, 399, 400, 400]], 220));
  };

  it("finds grids whose sides have 15 % of the picture's", () => {
    expect(findGrids(drawnGrid(21, 3, 3))).toHaveLength(1);
    expect(findGrids(drawnGrid(17, 3, 3))).toHaveLength(0);
  });

  it("takes two cells for a grid where it is told of one row, and one cell for a box", () => {
    expect(findGrids(drawnGrid(80, 1, 2), { rows: 1 })).toMatchObject([{ rows: 1, columns: 2 }]);
    expect(findGrids(drawnGrid(80, 1, 1), { rows: 1, columns: 1 })).toEqual([]);
  });

  it("finds a grid that fills 85 % of its hull", () => {
    const tail = (length: number) => findGrids(drawnGrid(50, 4, 4, [262, 160, 262 + length, 162]));
    expect(tail(55)).toHaveLength(1); // a triangle of 100 * 55 beside 200 * 200
    expect(tail(90)).toHaveLength(0);
  });
});
