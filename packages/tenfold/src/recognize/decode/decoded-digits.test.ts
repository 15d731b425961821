import { describe, expect, it } from "vitest";
import { type DecodedDigit, digitsByBoth } from "./decoded-digits.js";

const piece = { from: 0, to: 1, box: { left: 0, top: 0, right: 1, bottom: 1 }, symbols: [] };

/** A digit that the lattice takes for a 4, or for a 9, or for something else altogether. */
function byLattice(four: number, nine: number): DecodedDigit {
  const all = Array.from({ length: 10 }, (_, of) => (of === 4 ? four : of === 9 ? nine : 0));
  return { value: 4, confidence: four, top3: [], all, piece };
}

/** A frame, the blank's share being what is left. */
function framesOf(shares: Readonly<Record<number, number>>) {
  const left = 1 - Object.values(shares).reduce((sum, share) => sum + share, 0);
  return { probabilities: Array.from({ length: 11 }, (_, of) => shares[of] ?? (of === 10 ? left : 0)), frames: 1, classes: 11, blank: 10 };
}

describe("digitsByBoth", () => {
  it("weighs each digit by both, and what neither names counts as one more", () => {
    const [digit] = digitsByBoth([byLattice(0.6, 0.3)], framesOf({ 4: 0.5, 9: 0.3 }));
    const total = 0.6 * 0.5 + 0.3 * 0.3 + 0.1 * 0.2;
    expect(digit?.confidence).toBeCloseTo((0.6 * 0.5) / total, 9);
    expect(digit?.all[9]).toBeCloseTo((0.3 * 0.3) / total, 9);
    expect(digit?.top3[0]).toEqual({ value: 4, confidence: expect.closeTo((0.6 * 0.5) / total, 9) });
  });

  it("goes by where a digit stands among the frames", () => {
    // 4 certainly in the first frame, 9 in the third: each digit hears its own frame alone.
    const probabilities = [...framesOf({ 4: 1 }).probabilities, ...framesOf({}).probabilities, ...framesOf({ 9: 1 }).probabilities];
    const both = digitsByBoth([byLattice(0.5, 0.5), { ...byLattice(0.5, 0.5), value: 9 }], {
      probabilities,
      frames: 3,
      classes: 11,
      blank: 10,
    });
    expect(both.map(({ value, confidence }) => [value, confidence])).toEqual([
      [4, 1],
      [9, 1],
    ]);
  });

  it("leaves digits as they are where the frames have no room for them", () => {
    const digits = [byLattice(0.6, 0.3), byLattice(0.6, 0.3)];
    expect(digitsByBoth(digits, framesOf({ 4: 1 }))).toEqual(digits);
  });
});
