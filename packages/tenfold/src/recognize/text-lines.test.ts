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

  const inRow = (...parts: readonly string[]) => {
    const rows = parts.map((part) => part.trim().split(/\s+/));
    return (rows[0] as string[]).map((_, row) => rows.map((lines) => lines[row]).join("")).join("\n");
  };
  const digit = "### #.# #.# #.# #.# #.# #.# #.# #.# ###";
  const space = (columns: number) => Array<string>(10).fill(".".repeat(columns)).join(" ");
  const dash = `${".....\n".repeat(4)}#####\n${".....\n".repeat(5)}`;
  const foot = `${".....\n".repeat(8)}#####\n${".....\n".repeat(1)}`;

  it("goes on behind a dash with wide spaces around it, and ends where these are wider or what stands between is no dash", () => {
    const linesIn = (...parts: readonly string[]) => linesOf(inRow(...parts), { gap: 3 });
    expect(linesIn(digit, space(18), dash, space(18), digit)).toHaveLength(1);
    expect(linesIn(digit, space(22), dash, space(8), digit)).toHaveLength(2);
    expect(linesIn(digit, space(18), foot, space(18), digit)).toHaveLength(2);
    expect(linesIn(digit, space(41), digit)).toHaveLength(2);
    expect(linesIn(digit, space(28), digit)).toHaveLength(1);
  });

  it("measures a gap by the higher of the digits beside it", () => {
    const zero = "... ... ... ### #.# #.# #.# #.# #.# ###";
    expect(linesOf(inRow(digit, space(25), zero), { gap: 3 })).toHaveLength(1);
  });

  it("keeps the bar of a 5 that stands apart from it, but no line above a digit that is whole", () => {
    const loose = "........ ...##### ........ ###..... #....... ###..... ...##... ...##... ...##... ###.....";
    const [line] = textLines(connectedComponents(sketch(inRow(digit, space(3), loose, space(3), digit))));
    expect(line?.components).toHaveLength(4);
    const whole = "###### ...... .####. .#..#. .#..#. .#..#. .#..#. .#..#. .#..#. .#..#. .#..#. .####.";
    const row = inRow(`... ... ${digit}`, `... ... ${space(3)}`, whole, `... ... ${space(3)}`, `... ... ${digit}`);
    expect(textLines(connectedComponents(sketch(row)))[0]?.components).toHaveLength(3);
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
