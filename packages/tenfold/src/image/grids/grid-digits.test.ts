import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pictures, slivers } from "../../../test/any-picture.js";
import { drawing, filled, type Sides } from "../../../test/drawings.js";
import { camera, photo } from "../../../test/grid-page.js";
import { grayscale } from "../basics/grayscale.js";
import { inverted } from "../basics/picture.js";
import { apply } from "../geometry/transform.js";
import type { Grid } from "./drawn-grid.js";
import { findGrids } from "./find-grids.js";
import { type GridDigit, gridDigits } from "./grid-digits.js";

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

describe("what is taken for a digit of a grid", () => {
  /** Two rows of three cells of 100 pixels, ones 60 high in the first row, and in the cell below the first other ink, from its corner. */
  const below = (...marks: readonly Sides[]) => {
    const lines = [0, 1, 2].map((at): Sides => [40, 40 + 100 * at, 342, 42 + 100 * at]);
    const uprights = [0, 1, 2, 3].map((at): Sides => [40 + 100 * at, 40, 42 + 100 * at, 242]);
    const ones = [0, 1, 2].map((at): Sides => [67 + 100 * at, 61, 75 + 100 * at, 121]);
    const moved = marks.map(([left, top, right, bottom]): Sides => [left + 41, top + 141, right + 41, bottom + 141]);
    const gray = inverted(filled([...lines, ...uprights, ...ones, ...moved, [399, 299, 400, 300]], 220));
    const [grid] = findGrids(gray);
    const { digit, several } = gridDigits(gray, grid as Grid)[3] as GridDigit;
    return several ? "several" : digit ? "digit" : "nothing";
  };

  it("is three fifths as high as the others, wherever it stands", () => {
    expect(below([46, 20, 54, 80])).toBe("digit");
    expect(below([70, 50, 78, 90])).toBe("digit"); // 40 of 60
    expect(below([70, 58, 78, 90])).toBe("nothing"); // 32
  });

  it("is as long, near the middle of its cell, where it is flat", () => {
    expect(below([25, 55, 75, 63])).toBe("digit"); // 9 % below the middle
    expect(below([25, 69, 75, 77])).toBe("nothing"); // 23 %
  });

  it("is several where two marks stand side by side to one side of the cell, the second a third as large", () => {
    expect(below([12, 20, 20, 62], [30, 20, 38, 62])).toBe("several");
    expect(below([12, 20, 20, 62], [30, 40, 38, 56])).toBe("several"); // 38 % of the first
    expect(below([12, 20, 20, 62], [30, 46, 38, 56])).toBe("digit"); // 24 %
    expect(below([32, 30, 40, 72], [56, 30, 64, 72])).toBe("digit"); // two halves in the middle
  });
});

describe("cells that are struck out", () => {
  /** One row of three cells of 100 pixels with a one in each, and more ink. */
  const struckIn = (...marks: readonly Sides[]) => {
    const lines = [0, 1, 2].map((at): Sides => [40, 40 + 100 * at, 342, 42 + 100 * at]);
    const uprights = [0, 1, 2, 3].map((at): Sides => [40 + 100 * at, 40, 42 + 100 * at, 242]);
    const ones = [0, 1, 2].map((at): Sides => [87 + 100 * at, 61, 95 + 100 * at, 121]);
    const gray = inverted(filled([...lines, ...uprights, ...ones, ...marks, [399, 299, 400, 300]], 220));
    return gridDigits(gray, findGrids(gray)[0] as Grid).flatMap(({ row, column, isStruck }) => (isStruck ? [[row, column]] : []));
  };
  const slanted = (from: number, to: number, length = 100) =>
    Array.from({ length }, (_, at): Sides => {
      const top = Math.round(from + ((to - from) * at) / (length - 1));
      return [42 + at, top, 43 + at, top + 5];
    });

  it("are those that a line goes through from side to side, several at a time or from corner to corner", () => {
    expect(struckIn()).toEqual([]);
    expect(struckIn([42, 88, 142, 93])).toEqual([[0, 0]]);
    expect(struckIn(...slanted(110, 70, 200))).toEqual([
      [0, 0],
      [0, 1],
    ]);
    expect(struckIn(...slanted(128, 50))).toEqual([[0, 0]]);
    expect(struckIn([142, 188, 242, 193])).toEqual([[1, 1]]); // where no digit stands
  });

  it("are none with a bar as wide as a digit, and none with ink as high as a line of writing", () => {
    expect(struckIn([60, 88, 122, 93])).toEqual([]);
    expect(struckIn([42, 60, 142, 120])).toEqual([]);
  });
});

describe("grids of any picture", () => {
  it("have all their crossings and cells, or there are none", () => {
    fc.assert(
      fc.property(pictures, (picture) => {
        const gray = grayscale(picture);
        for (const grid of findGrids(gray)) {
          expect(grid.crossings).toHaveLength((grid.rows + 1) * (grid.columns + 1));
          expect(gridDigits(gray, grid)).toHaveLength(grid.rows * grid.columns);
        }
      }),
      { numRuns: 150 },
    );
  });

  it("are none in a single row or column", () => {
    for (const picture of slivers) expect(findGrids(grayscale(picture))).toEqual([]);
  });
});
