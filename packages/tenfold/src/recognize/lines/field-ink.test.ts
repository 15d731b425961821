import { describe, expect, it } from "vitest";
import { drawing } from "../../../test/drawings.js";
import { rng } from "../../engine/rng.js";
import type { Box } from "../../image/geometry/box.js";
import { fieldInk } from "./field-ink.js";

/** How dark the strokes are, on white paper; a quarter of it is 50, a fifth 40, three fifths 120. */
const STROKE = 200;

/** Four upright strokes, and other ink by its darkness at a place. */
function field(other: (x: number, y: number) => number = () => 0, { height = 120, width = 240 } = {}) {
  const isStroke = (x: number, y: number) => x > 20 && x < 180 && (x - 20) % 40 < 8 && y > 30 && y < 90;
  return fieldInk(drawing({ height, width }, (x, y) => 255 - (isStroke(x, y) ? STROKE : other(x, y))));
}

const columns = (other?: (x: number, y: number) => number, size = {}) =>
  field(other, size)
    .components.map(({ left, right }) => [left, right])
    .sort(([one = 0], [next = 0]) => one - next);

const STROKES = [
  [20, 28],
  [60, 68],
  [100, 108],
  [140, 148],
];

describe("fieldInk", () => {
  it("finds strokes on white paper as they are", () => {
    expect(columns()).toEqual(STROKES);
    expect(field().ink.pixels[50 * 240 + 24]).toBe(STROKE);
  });

  it("lets strokes reach to where a quarter of their darkness is left", () => {
    const edge = (dark: number) => columns((x, y) => (x > 28 && x < 32 && y > 30 && y < 90 ? dark : 0))[0];
    expect(edge(52)).toEqual([20, 32]);
    expect(edge(48)).toEqual([20, 28]);
  });

  it("takes for ink only what is somewhere three fifths as dark as the strokes", () => {
    const lone = (dark: number) => columns((x, y) => (x > 200 && x < 208 && y > 30 && y < 90 ? dark : 0)).length;
    expect(lone(122)).toBe(5);
    expect(lone(117)).toBe(4);
  });

  it("takes faint pencil for ink on even paper from 8 shades on, and on rough paper where it is darker than its grain", () => {
    const pale = (dark: number, grain: number) => {
      const random = rng(1);
      const shade = (x: number, y: number) => (x > 100 && x < 108 && y > 30 && y < 90 ? 240 - dark : 240);
      const isStroke = ({ top, bottom }: Box) => bottom - top > 40;
      const rough = (x: number, y: number) => Math.round(shade(x, y) + grain * (random.uniform() + random.uniform() - 1));
      return fieldInk(drawing({ height: 120, width: 240 }, rough)).components.filter(isStroke).length;
    };
    expect([pale(6, 0), pale(9, 0), pale(12, 2)]).toEqual([0, 1, 1]);
    expect([pale(8, 10), pale(60, 10)]).toEqual([0, 1]);
  });

  it("takes a printed line away that is there for four fifths of its length", () => {
    const dashed = (ink: number) => {
      const isInk = (x: number) => x > 10 && x < 230 && (x < 40 || x > 200 || x % 40 < ink);
      return columns((x, y) => (y > 100 && y < 103 && isInk(x) ? 140 : 0));
    };
    expect(dashed(40)).toEqual(STROKES);
    expect(dashed(31)).toEqual(STROKES); // 184 of 220 pixels
    expect(dashed(28).length).toBeGreaterThan(STROKES.length); // 172
  });

  it("sees printed lines that are a fifth as dark as the strokes, which would join them", () => {
    const crossing = (dark: number) => columns((x, y) => (y > 84 && y < 87 && x < 230 ? dark : 0));
    expect(crossing(60)).toEqual(STROKES);
  });

  it("drops specks smaller than a fifth of a dot of the pen", () => {
    const speck = (side: number) => columns((x, y) => (x > 200 && x < 200 + side && y > 60 && y < 60 + side ? STROKE : 0)).length;
    expect(speck(4)).toBe(5); // 16 of 64 pixels
    expect(speck(3)).toBe(4); // 9
  });

  it("halves a picture whose shorter side has a thousand pixels, and knows the way back", () => {
    const large = fieldInk(
      drawing({ height: 1000, width: 1100 }, (x, y) => (Math.abs(x - 500) < 20 && Math.abs(y - 500) < 300 ? 40 : 255)),
    );
    expect([large.ink.height, large.ink.width, large.toSource[0]]).toEqual([500, 550, 2]);
    const whole = fieldInk(drawing({ height: 999, width: 1100 }, (x, y) => (Math.abs(x - 500) < 20 && Math.abs(y - 500) < 300 ? 40 : 255)));
    expect([whole.ink.height, whole.toSource[0]]).toEqual([999, 1]);
  });
});
