import { describe, expect, it } from "vitest";
import { drawing, filled } from "../../../../test/drawings.js";
import { cutSeams } from "./cut-seams.js";

const PEN = 4;
/** Rings of 30 pixels, their strokes 4 wide, with their middles at the given columns. */
const rings = (width: number, middles: readonly number[]) =>
  drawing({ height: 30, width }, (x, y) => (middles.some((middle) => Math.abs(Math.hypot(x - middle, y - 15) - 13) <= PEN / 2) ? 1 : 0));

describe("cutSeams", () => {
  it("parts two rings that touch where they touch, for little more than one stroke", () => {
    const [best] = cutSeams(rings(58, [15, 43]), { pen: PEN, cost: 3 }).sort((one, other) => one.cost - other.cost);
    expect(best?.cost).toBeGreaterThan(1);
    expect(best?.cost).toBeLessThan(2.2);
    for (const column of best?.columns ?? []) expect(Math.abs(column - 29)).toBeLessThanOrEqual(2);
  });

  it("goes along their walls where these are one", () => {
    const [best] = cutSeams(rings(55, [15, 40]), { pen: PEN, cost: 3 }).sort((one, other) => one.cost - other.cost);
    expect(best?.columns[15]).toBeGreaterThan(24);
    expect(best?.columns[15]).toBeLessThan(31);
  });

  it("takes two strokes through one ring, which a limit forbids", () => {
    const ring = rings(30, [15]);
    expect(cutSeams(ring, { pen: PEN, cost: 2 })).toEqual([]);
    const [through] = cutSeams(ring, { pen: PEN, cost: 3 });
    expect(through?.cost).toBeGreaterThan(2);
  });

  it("leans with the paper between two strokes that lean", () => {
    const leaning = drawing({ height: 30, width: 60 }, (x, y) => {
      const [first, second] = [Math.abs(x + 0.35 * y - 20), Math.abs(x + 0.35 * y - 32)];
      return first < 2 || second < 2 || (Math.abs(y - 26) < 1 && x + 0.35 * y > 20 && x + 0.35 * y < 32) ? 1 : 0;
    });
    const [best] = cutSeams(leaning, { pen: PEN, cost: 3 }).sort((one, other) => one.cost - other.cost);
    expect(best?.cost).toBeLessThan(1.6);
    const ends = [2, 28].map((row) => (best?.columns[row] as number) + 0.35 * row);
    for (const place of ends) expect(place > 21 && place < 31).toBe(true);
  });

  it("costs 1 for a stroke, 0.3 of its width in pens, 0.45 of that more where it goes aside, and 0.02 a step aside", () => {
    const bridge = filled([
      [0, 0, 4, 30],
      [16, 0, 20, 30],
      [4, 5, 16, 12],
    ]);
    expect(cutSeams(bridge, { pen: 10, cost: 3 })[0]?.cost).toBeCloseTo(1 + 0.3 * 0.7, 5);
    // A slit one pixel wide from above, another from below four columns further, six rows of ink between them: of four steps aside three are in ink.
    const slits = filled([
      [0, 0, 20, 10],
      [21, 0, 40, 10],
      [0, 10, 40, 16],
      [0, 16, 24, 40],
      [25, 16, 40, 40],
    ]);
    expect(cutSeams(slits, { pen: 10, cost: 3 })[0]?.cost).toBeCloseTo(1 + 0.3 * (0.6 + 0.45 * 0.3) + 4 * 0.02, 5);
  });

  it("parts ink without paper in it where a neck is half a pen thinner, and no sooner", () => {
    const neck = (thinner: number) =>
      cutSeams(
        filled([
          [0, thinner, 90, 40],
          [0, 0, 40, thinner],
          [50, 0, 90, thinner],
        ]),
        { pen: 10, cost: 3 },
      );
    expect(neck(5)).toEqual([]); // 0.3 * 0.5 less
    expect(neck(6).map(({ cost }) => cost)).toEqual([expect.closeTo(1 + 0.3 * 3.4, 5)]);
  });
});
