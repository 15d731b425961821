import { describe, expect, it } from "vitest";
import { distanceTo, drawing, seven } from "../../../test/drawings.js";
import { withoutGuides } from "./without-guides.js";

const SIDE = 60;
const PAPER = 240;

/** A guide's eight: two squares, one on the other. */
const eight = (left: number): [number, number, number, number][] => {
  const [right, tops] = [left + 22, [12, 30, 48] as const];
  return [
    ...tops.map((y): [number, number, number, number] => [left, y, right, y]),
    [left, tops[0], left, tops[2]],
    [right, tops[0], right, tops[2]],
  ];
};

/** Cells side by side, with a guide of some shade in each, and a seven by pen where one is asked for, each elsewhere. */
function row(guide: number, pens: readonly boolean[]) {
  const cells = pens.map((_, at) => ({ left: at * SIDE, top: 0, right: (at + 1) * SIDE, bottom: SIDE }));
  const guides = pens.flatMap((_, at) => eight(at * SIDE + 19));
  const sevens = pens.flatMap((isThere, at) => (isThere ? seven(at * SIDE + 12 + 3 * at, 8 + at, 40) : []));
  const gray = drawing({ height: SIDE, width: SIDE * pens.length }, (x, y) => {
    if (distanceTo(sevens, x, y) < 2) return 60;
    return distanceTo(guides, x, y) < 2 ? guide : PAPER;
  });
  return { gray, cells };
}

const shades = ({ pixels }: { pixels: Uint8Array }) => new Set(pixels);

describe("withoutGuides", () => {
  it("takes away what is printed alike in all cells, and leaves the pen's strokes", () => {
    const { gray, cells } = row(185, [true, false, true, true, true]);
    const cleaned = withoutGuides(gray, cells);
    expect(shades(cleaned)).toEqual(new Set([PAPER, 60]));
    expect(cleaned.pixels.filter((shade) => shade === 60)).toHaveLength(gray.pixels.filter((shade) => shade === 60).length);
  });

  it("leaves cells blank in which nothing is written", () => {
    const { gray, cells } = row(185, [false, false, false, false]);
    expect(shades(withoutGuides(gray, cells))).toEqual(new Set([PAPER]));
  });

  it("leaves nothing of a print paler than any pen, alike in all cells, whatever it says", () => {
    const cells = [0, 1, 2, 3].map((at) => ({ left: at * SIDE, top: 0, right: (at + 1) * SIDE, bottom: SIDE }));
    const zeros = cells.flatMap(({ left }): [number, number, number, number][] => [
      [left + 19, 12, left + 41, 12],
      [left + 19, 48, left + 41, 48],
      [left + 19, 12, left + 19, 48],
      [left + 41, 12, left + 41, 48],
    ]);
    const gray = drawing({ height: SIDE, width: 4 * SIDE }, (x, y) => (distanceTo(zeros, x, y) < 2 ? 190 : PAPER));
    expect(shades(withoutGuides(gray, cells))).toEqual(new Set([PAPER]));
  });

  it("leaves what is as dark as a pen, though it stands in all cells, and what only a few cells hold", () => {
    for (const { gray, cells } of [row(60, [false, false, false, false]), row(185, [false, false, false])]) {
      expect(withoutGuides(gray, cells)).toBe(gray);
    }
    const { gray, cells } = row(PAPER, [true, true, true, true, true]);
    expect(withoutGuides(gray, cells)).toBe(gray);
  });
});
