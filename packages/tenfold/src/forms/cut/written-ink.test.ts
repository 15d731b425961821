import { describe, expect, it } from "vitest";
import { filled, type Sides } from "../../../test/drawings.js";
import type { Gray } from "../../image/basics/picture.js";
import { writtenInk } from "./written-ink.js";

const scale = 10; // pixels a millimeter
const [width, height] = [160, 120];
const box = { left: 20, top: 20, right: 140, bottom: 100 };
/** Two cells of 60 x 80 pixels. */
const cells = [
  { ...box, right: 80 },
  { ...box, left: 80 },
];

/** What of some strokes is written in the field, and in its cells. */
function written(...strokes: Sides[]) {
  const far: Sides = [width - 1, height - 1, width, height]; // a speck that makes the picture this large
  const found = writtenInk(filled([...strokes, far], 255), { box, cells, scale, isRemnant: () => false });
  return { ...found, area: areaOf(found.ink), areas: found.cells.map(({ ink }) => areaOf(ink)) };
}

const areaOf = ({ pixels }: Gray) => pixels.filter((shade) => shade > 0).length;

describe("writtenInk", () => {
  it("is blank where no mark is 1.2 mm long", () => {
    expect(written([60, 50, 68, 58]).isBlank).toBe(true); // 1.13 mm across
    expect(written([60, 50, 69, 59]).isBlank).toBe(false); // 1.27 mm
  });

  it("leaves out specks under 0.4 mm", () => {
    expect(written([60, 50, 63, 53]).area).toBe(0);
    expect(written([60, 50, 64, 54]).area).toBe(16);
  });

  it("takes ink that lies in the field for half of it, or reaches through half of it", () => {
    const below = (top: number) => written([50, top, 54, 119]).area > 0; // a stroke from `top` down beyond the field
    expect([below(86), below(89)]).toEqual([true, false]); // 17 of 33 rows with the 3 of slack; 14 of 30
    const long = (top: number) => written([50, 0, 54, top]).area > 0;
    expect([long(60), long(24)]).toEqual([true, false]); // 40 of the field's 80 rows
  });

  it("gives ink to the cell that has most of it, and to those in which it is 0.45 as high as they are", () => {
    const one: Sides = [30, 30, 76, 80];
    const joined = (high: number): Sides[] => [one, [76, 50, 90, 54], [90, 30, 110, 30 + high]];
    const isIn = (high: number) => written(...joined(high)).areas.map((area) => area > 0);
    expect(isIn(34)).toEqual([true, false]); // 0.425 of 80
    expect(isIn(38)).toEqual([true, true]); // 0.475
  });

  it("shows a cell's ink beyond its box where it is that cell's alone", () => {
    const [first] = written([30, 10, 60, 60]).cells;
    expect(first?.part).toEqual({ left: 20, top: 10, right: 80, bottom: 100 });
  });
});
