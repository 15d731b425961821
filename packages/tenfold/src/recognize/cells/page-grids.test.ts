import { expect, it } from "vitest";
import { drawing } from "../../../test/drawings.js";
import { pageGrids } from "./page-grids.js";

/** A ruled grid of cells of 80 pixels. */
const ruled = (rows: number, columns: number) =>
  drawing({ height: 80 * rows + 60, width: 80 * columns + 60 }, (x, y) => {
    const [across, down] = [x - 30, y - 30];
    const isInside = across > -2 && down > -2 && across < 80 * columns + 2 && down < 80 * rows + 2;
    return isInside && [across, down].some((at) => Math.abs(at - 80 * Math.round(at / 80)) < 1.5) ? 40 : 235;
  });

it("takes six cells for a grid, and fewer for boxes", () => {
  expect(pageGrids(ruled(2, 3)).map(({ rows, columns }) => [rows, columns])).toEqual([[2, 3]]);
  expect(pageGrids(ruled(2, 2))).toEqual([]);
});
