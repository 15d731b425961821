import { describe, expect, it } from "vitest";
import { distanceTo, drawing, seven } from "../../../test/drawings.js";
import { inverted } from "../basics/picture.js";
import { onLightPaper } from "../ink/polarity.js";
import { faintGrids } from "./faint-grids.js";
import { findGrids } from "./find-grids.js";

interface Drawn {
  readonly rows?: number;
  readonly columns?: number;
  /** The shade of the thin lines; paper has 200. */
  readonly thin?: number;
  /** In which cells a digit stands. */
  readonly isFilled?: (row: number, column: number) => boolean;
  /** How high a digit is, of its cell. */
  readonly height?: number;
  readonly light?: (x: number, y: number) => number;
}

const CELL = 30;
const size = { height: 400, width: 420 };

/** A grid whose every third line is thick, its cells of 30 pixels, with sevens in some of them. */
function sudoku({ rows = 9, columns = 9, thin = 200, isFilled = () => false, height = 0.6, light = () => 1 }: Drawn) {
  const [left, top] = [70, 60];
  const digits = Array.from({ length: rows * columns }, (_, at) => [Math.floor(at / columns), at % columns] as const)
    .filter(([row, column]) => isFilled(row, column))
    .map(([row, column]) => seven(left + CELL * (column + 0.5 - 0.3 * height), top + CELL * (row + 0.5 - 0.5 * height), height * CELL));
  return drawing(size, (x, y) => {
    const [across, down] = [x - left, y - top];
    const isInside = across > -2 && down > -2 && across < CELL * columns + 2 && down < CELL * rows + 2;
    const off = (place: number, step: number) => Math.abs(place - step * Math.round(place / step));
    const lineAt = (step: number) => Math.min(off(across, step), off(down, step));
    const near = digits.find(([first]) => first && Math.hypot(first[0] + 9 - x, first[1] + 9 - y) < 25);
    const isInk = near !== undefined && distanceTo(near, x, y) < 1.4;
    const shade = isInk || (isInside && lineAt(3 * CELL) < 1.5) ? 40 : isInside && lineAt(CELL) < 0.8 ? thin : 200;
    return shade * light(x, y);
  });
}

const shape = (grids: readonly { readonly rows: number; readonly columns: number }[]) => grids.map(({ rows, columns }) => [rows, columns]);

describe("a grid whose thin lines are weak", () => {
  it("is found with all its rows and columns where these can just be seen, blank or not", () => {
    expect(shape(findGrids(sudoku({ thin: 190 })))).toEqual([[9, 9]]);
    expect(shape(findGrids(sudoku({ thin: 190, isFilled: (row, column) => (row + column) % 3 === 0 })))).toEqual([[9, 9]]);
  });

  it("is found by where its digits stand where the lines cannot be seen", () => {
    expect(shape(findGrids(sudoku({ isFilled: (row, column) => (2 * row + column) % 3 === 0 })))).toEqual([[9, 9]]);
  });

  it("is found across a hard shadow, its crossings where they are", () => {
    const light = (x: number, y: number) => (x + 0.5 * y > 320 ? 0.4 : 1);
    const [grid, ...others] = findGrids(onLightPaper(sudoku({ thin: 185, isFilled: (row, column) => (row + column) % 2 === 0, light })));
    expect(others).toEqual([]);
    expect(grid).toMatchObject({ rows: 9, columns: 9 });
    for (const [at, [x, y]] of (grid?.crossings ?? []).entries())
      expect(Math.hypot(x - 70 - CELL * (at % 10), y - 60 - CELL * Math.floor(at / 10))).toBeLessThan(2.5);
  });
});

describe("faintGrids", () => {
  it("leaves a coarse grid as it is: blank, with large digits, or with small ones in its middles", () => {
    const coarse = (isFilled: Drawn["isFilled"], height: number) => shape(faintGrids(sudoku({ ...(isFilled && { isFilled }), height })));
    expect(coarse(undefined, 0.6)).toEqual([[3, 3]]);
    expect(coarse((row, column) => row % 3 === 1 && column % 3 === 1, 1.6)).toEqual([[3, 3]]);
    expect(coarse((row, column) => row % 3 === 1 && column % 3 === 1, 0.6)).toEqual([[3, 3]]);
  });

  it("finds none in patterned paper, however it is patterned, nor in a box with writing", () => {
    const patterns: ((x: number, y: number) => number)[] = [
      (x, y) => 200 + 8 * Math.sin(x / 2) + 8 * Math.sin(y / 3),
      (x, y) => (x % 11 < 1 || y % 13 < 1 ? 180 : 210),
      (x, y) => ((x + y) % 9 < 1 || (x - y + 900) % 9 < 1 ? 170 : 210),
      (x, y) => (Math.hypot((x % 12) - 6, (y % 12) - 6) < 2 ? 150 : 210),
    ];
    for (const pattern of patterns) expect(shape(faintGrids(drawing(size, pattern)))).toEqual([]);
    const writing = [0, 1, 2, 3]
      .flatMap((row) => [0, 1, 2, 3, 4, 5, 6].map((at) => seven(100 + 31 * at + 7 * row, 90 + 53 * row, 26)))
      .flat();
    const boxed = drawing(size, (x, y) => {
      const isFrame = x > 60 && x < 360 && y > 60 && y < 330 && !(x > 63 && x < 357 && y > 63 && y < 327);
      return isFrame || distanceTo(writing, x, y) < 1.4 ? 40 : 200;
    });
    expect(faintGrids(boxed)).toEqual([]);
    expect(faintGrids(inverted(boxed))).toEqual([]);
  });
});
