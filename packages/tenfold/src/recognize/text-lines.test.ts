import { describe, expect, it } from "vitest";
import { sketch } from "../../test/drawings.js";
import { connectedComponents } from "../image/connected-components.js";
import { textLines, usualHeight } from "./text-lines.js";

const linesOf = (text: string, options = {}) => textLines(connectedComponents(sketch(text)), options).map(({ box }) => box);

const two = `
  ##..#..........#
  ##..#..##......#
  ##..#..##..#...#
  ##..#..##..#...#
  ##.........#....
  ................
  ................
  .#...#...##.....
  .#...#...##.....
  .#...#...##.....
  .#...#...##..#..`;

describe("textLines", () => {
  it("finds lines from top to bottom, one that climbs and falls as one", () => {
    expect(linesOf(two)).toEqual([
      { left: 0, top: 0, right: 16, bottom: 5 },
      { left: 1, top: 7, right: 14, bottom: 11 },
    ]);
  });

  it("takes a point at the foot of a line with it", () => {
    expect(textLines(connectedComponents(sketch(two)))[1]?.components).toHaveLength(4);
  });

  it("leaves out small ink above and below the line", () => {
    const [line] = textLines(
      connectedComponents(
        sketch(`
          .......#.
          .........
          ##..#..##
          ##..#..##
          ##..#..##
          ##..#..##
          .........
          ..####...`),
      ),
    );
    expect(line?.components).toHaveLength(3);
  });

  it("ends a line at a gap where it is told how wide one is", () => {
    const apart = `
      ##..............##
      ##..............##
      ##..............##`;
    expect(linesOf(apart)).toHaveLength(1);
    expect(linesOf(apart, { gap: 3 })).toEqual([
      { left: 0, top: 0, right: 2, bottom: 3 },
      { left: 16, top: 0, right: 18, bottom: 3 },
    ]);
  });

  it("finds nothing in nothing", () => {
    expect(textLines([])).toEqual([]);
  });
});

describe("usualHeight", () => {
  it("is not led astray by a frame and by dots", () => {
    const frame = Array.from({ length: 60 }, (_, row) => (row === 0 || row === 59 ? "#".repeat(80) : `#${".".repeat(78)}#`));
    const digits = frame.map((line, row) => (row >= 10 && row < 50 && row % 10 < 8 ? `#...${"###...".repeat(8)}${line.slice(52)}` : line));
    const dotted = digits.map((line, row) => (row === 55 ? `#.${"#.".repeat(30)}${line.slice(62)}` : line));
    expect(usualHeight(connectedComponents(sketch(dotted.join("\n"))))).toBe(8);
  });
});
