import { describe, expect, it } from "vitest";
import { filled, type Sides } from "../../../test/drawings.js";
import { gridLines } from "./grid-lines.js";

/** 24 strips of 10 pixels across; 12 pixels around rows of 40. */
const [WIDTH, STRIP, MARGIN, PITCH] = [240, 10, 12, 40];

/** A line through so many strips from the left, in each of them so many of ten pixels. */
function line(row: number, strips: number, pixels = STRIP): Sides[] {
  const y = MARGIN + PITCH * row;
  return Array.from({ length: strips }, (_, at): Sides => [STRIP * at, y - 1, STRIP * at + pixels, y + 1]);
}

/** What is found of lines through so many strips each, the first and the last being the edges. */
function found(strips: readonly number[], { pixels = STRIP, more = [] as readonly Sides[] } = {}) {
  const rows = strips.length - 1;
  const mask = filled([
    ...strips.flatMap((count, row) => line(row, count, pixels)),
    ...more,
    [WIDTH - 1, rows * PITCH + 2 * MARGIN - 1, WIDTH, rows * PITCH + 2 * MARGIN],
  ]);
  return gridLines(mask, MARGIN, rows);
}

describe("gridLines", () => {
  it("are straight where they are drawn straight, and all there", () => {
    const { lines, drawn } = found([24, 24, 24]) ?? { lines: [] };
    expect(drawn).toBe(1);
    expect(lines.map(([a]) => a)).toEqual([12, 52, 92].map((y) => expect.closeTo(y, 6)));
    for (const [, b, c] of lines) expect([b, c]).toEqual([expect.closeTo(0, 9), expect.closeTo(0, 9)]);
  });

  it("cross a strip with three quarters of its columns", () => {
    expect(found([24, 24, 24], { pixels: 8 })).toBeDefined();
    expect(found([24, 24, 24], { pixels: 7 })).toBeUndefined();
  });

  it("are seen from two fifths of the strips on", () => {
    expect(found([24, 10, 24])?.drawn).toBeCloseTo((1 + 10 / 24 + 1) / 3, 9);
    expect(found([24, 9, 24])).toBeUndefined();
  });

  it("cross seven tenths of the strips all together", () => {
    expect(found([17, 17, 17])).toBeDefined();
    expect(found([16, 17, 17])).toBeUndefined();
  });

  it("may be too faint to be seen for one of nine, not for two", () => {
    expect(found([24, 24, 24, 0, 24, 24, 24, 24, 24])).toBeDefined();
    expect(found([24, 24, 24, 0, 24, 0, 24, 24, 24])).toBeUndefined();
  });

  it("have paper between them in seven tenths of the strips", () => {
    const between = (strips: number) =>
      [0, 1].map((row): Sides => [0, MARGIN + PITCH * row + 18, STRIP * strips, MARGIN + PITCH * row + 22]);
    expect(found([24, 24, 24], { more: between(7) })).toBeDefined();
    expect(found([24, 24, 24], { more: between(8) })).toBeUndefined();
  });

  it("lie off their places by a fifth of a row and 3 % of the height at most", () => {
    const moved = (by: number) => {
      const [top, bottom] = [MARGIN + PITCH + by - 1, MARGIN + PITCH + by + 1];
      const rows = [0, 2, 3, 4].flatMap((row) => line(row, 24));
      return gridLines(filled([...rows, [0, top, WIDTH, bottom], [0, 183, 1, 184]]), MARGIN, 4)?.lines[1]?.[0];
    };
    expect(moved(4)).toBeCloseTo(MARGIN + PITCH + 4, 6); // 3 % of 160 are 4.8
    expect(moved(8)).toBeUndefined();
  });
});
