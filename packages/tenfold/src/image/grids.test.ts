import { describe, expect, it } from "vitest";
import { distanceTo, drawing, seven } from "../../test/drawings.js";
import { cellToSource, findGrids } from "./find-grids.js";
import { gridDigits } from "./grid-digits.js";
import type { Gray } from "./picture.js";
import { rectify } from "./rectify.js";
import { apply, type Transform } from "./transform.js";

/** Five rows of four cells of 100 pixels from (60, 50) on, a seven in the first cell of each row, and text beside. */
const page = drawing({ height: 640, width: 560 }, (x, y) => {
  const [across, down] = [x - 60, y - 50];
  const inGrid = across > -2 && across < 402 && down > -2 && down < 502;
  const onLine = Math.min(Math.abs(across - 100 * Math.round(across / 100)), Math.abs(down - 100 * Math.round(down / 100))) < 1.5;
  const row = Math.min(Math.max(Math.floor(down / 100), 0), 4);
  if (inGrid && onLine) return 40;
  if (distanceTo(seven(60 + 30, 50 + 100 * row + 20), x, y) < 2.5) return 60;
  return distanceTo(seven(490, 300, 30), x, y) < 2 ? 50 : 220;
});
/** As seen by a camera, under a light that fades. */
const camera: Transform = [0.9, -0.12, 40, 0.1, 0.85, -10, 0.0002, 0.0001, 1];
const seen = rectify(page, camera, { height: 900, width: 760 }, 90);
const photo: Gray = { ...seen, pixels: seen.pixels.map((shade, at) => shade * (1 - (0.5 * (at % 760)) / 760)) };

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
});

describe("gridDigits", () => {
  it("gives each cell's digit without its lines, and leaves blank cells blank", () => {
    const [grid] = findGrids(photo);
    const digits = gridDigits(photo, grid as never);
    expect(digits.map(({ digit }) => digit !== undefined)).toEqual(Array.from({ length: 20 }, (_, at) => at % 4 === 0));
    const [first, second] = [digits[0]?.digit, digits[4]?.digit];
    const off = first?.pixels.reduce((sum, ink, at) => sum + Math.abs(ink - (second?.pixels[at] as number)), 0) ?? Number.NaN;
    expect(off / 255).toBeLessThan(25);
    for (const { digit, row } of digits) {
      if (!digit) continue;
      const [x, y] = apply(camera, apply(digit.toSource, [14, 14]));
      expect(Math.hypot(x - 112, y - (50 + 100 * row + 42))).toBeLessThan(8);
    }
  });

  it("leaves all cells of an empty grid blank", () => {
    const empty = drawing({ height: 400, width: 400 }, (x, y) => {
      const inGrid = x > 48 && x < 352 && y > 48 && y < 352;
      return inGrid && Math.min(Math.abs(((x - 50) % 100) - 0), Math.abs(((x + 49.5) % 100) - 99.5), Math.abs((y - 50) % 100)) < 1.5
        ? 30
        : 230;
    });
    const [grid] = findGrids(empty);
    expect(grid && gridDigits(empty, grid).filter(({ digit }) => digit)).toEqual([]);
  });
});
