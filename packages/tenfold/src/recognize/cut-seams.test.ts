import { describe, expect, it } from "vitest";
import { drawing } from "../../test/drawings.js";
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
});
