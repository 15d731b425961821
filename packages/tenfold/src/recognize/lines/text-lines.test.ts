import { describe, expect, it } from "vitest";
import { filled, type Sides, sketch } from "../../../test/drawings.js";
import { connectedComponents } from "../../image/ink/connected-components.js";
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

  it("takes what is far higher than most of the ink for a frame, unless writing is so high where it stands", () => {
    const print = Array.from({ length: 12 }, (_, at): Sides => [20 + 8 * at, 90, 25 + 8 * at, 96]);
    const components = connectedComponents(filled([[40, 10, 44, 40], ...print]));
    const heights = (writing?: number) => textLines(components, { writing }).map(({ height }) => height);
    expect(heights()).toEqual([6]);
    expect(heights(35)).toEqual([30]);
    expect(heights(25)).toEqual([6]);
  });

  it("puts ink on one line where it shares two fifths of the lower one's height with it", () => {
    /** A bar 100 pixels high, and right of it one of a height from a row on. */
    const beside = (top: number, height: number) =>
      textLines(
        connectedComponents(
          filled([
            [0, 0, 10, 100],
            [20, top, 30, top + height],
          ]),
        ),
      );
    expect(beside(60, 100)).toHaveLength(1);
    expect(beside(61, 100)).toHaveLength(2);
    expect(beside(76, 60)).toHaveLength(1); // 24 of 60
    expect(beside(77, 60)).toHaveLength(2);
  });

  /** The lines of filled boxes. */
  const ofBoxes = (boxes: readonly Sides[], options = {}) => textLines(connectedComponents(filled(boxes)), options);

  it("takes what is higher than four digits for a frame", () => {
    const digits = Array.from({ length: 20 }, (_, at) => [6 * at, 20, 6 * at + 3, 30] as const);
    expect(ofBoxes([...digits, [150, 5, 151, 45]])[0]?.components).toHaveLength(21);
    expect(ofBoxes([...digits, [150, 5, 151, 46]])[0]?.components).toHaveLength(20);
  });

  it("begins a line of its own for ink that is more than 55 % as high as a digit", () => {
    const above = (height: number) =>
      ofBoxes([
        [0, 100, 40, 200],
        [60, 100, 100, 200],
        [70, 20, 90, 20 + height],
      ]);
    expect(above(56)).toHaveLength(2);
    expect(above(54)).toHaveLength(1);
  });

  it("follows a line by the mean of its last three digits", () => {
    const falling = (...tops: readonly number[]) => ofBoxes(tops.map((top, at) => [60 * at, top, 60 * at + 40, top + 100] as const));
    // By the mean of 0, 0 and 60 the line runs from 20 to 120: 40 of 100 are shared from 80 on, and by the last alone from 120.
    expect(falling(0, 0, 60, 80)).toHaveLength(1);
    expect(falling(0, 0, 60, 81)).toHaveLength(2);
    // Of four the mean is 15, and none would be shared from 76 on.
    expect(falling(0, 0, 0, 60, 78)).toHaveLength(1);
  });

  it("gives small ink to the line that is nearest, where a way down counts double", () => {
    const mark = (down: number) =>
      ofBoxes([
        [0, 0, 40, 100],
        [70, 80, 80, 90],
        [60, 90 + down, 100, 190 + down],
      ]).map(({ components }) => components.length);
    expect(mark(16)).toEqual([2, 1]); // 30 across to the one, twice 16 down to the other
    expect(mark(14)).toEqual([1, 1]); // nearer to the other, above which it is stray
  });

  it("keeps the bar of a 5 no further left of it than a quarter of its height", () => {
    const bar = (left: number) =>
      ofBoxes([
        [left, 90, left + 60, 98],
        [100, 100, 150, 108],
        [100, 100, 108, 200],
        [142, 100, 150, 200],
        [100, 192, 150, 200],
      ])[0]?.components.length;
    expect(bar(76)).toBe(2);
    expect(bar(74)).toBe(1);
  });

  it("takes lines for one row whose middle lies more than a quarter above the first one's foot", () => {
    const beside = (top: number) =>
      ofBoxes(
        [
          [500, 0, 540, 100],
          [0, top, 40, top + 100],
        ],
        { gap: 3 },
      ).map(({ box }) => box.left);
    expect(beside(24)).toEqual([0, 500]);
    expect(beside(26)).toEqual([500, 0]);
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
