import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { likelyCurves, logOdds, meanCurve, rightBy } from "./error-curve.js";

/** Readings of confidences over the whole range, right as often as the odds `shift + scale * log odds` say: evenly, not by chance. */
function even(count: number, shift: number, scale: number): { readonly confidences: number[]; readonly hits: number[] } {
  const confidences = Array.from({ length: count }, (_, at) => 0.3 + (0.699 * (at + 0.5)) / count);
  let owed = 0;
  const hits = confidences.map((confidence) => {
    owed += rightBy({ shift, scale }, confidence);
    if (owed < 1) return 0;
    owed--;
    return 1;
  });
  return { confidences, hits };
}

describe("likelyCurves", () => {
  it("has nothing to go by without readings: what was thought before", () => {
    const curves = likelyCurves([], []);
    expect(meanCurve(curves).shift).toBeCloseTo(0, 6);
    expect(meanCurve(curves).scale).toBeCloseTo(1, 6);
    const variance = curves.reduce((sum, { share, shift }) => sum + share * shift ** 2, 0);
    expect(Math.sqrt(variance)).toBeCloseTo(0.7, 1);
  });

  it("finds the law of many readings, and of few goes a part of the way", () => {
    const many = even(20_000, -0.5, 1.3);
    const found = meanCurve(likelyCurves(many.confidences, many.hits));
    expect(found.shift).toBeCloseTo(-0.5, 1);
    expect(found.scale).toBeCloseTo(1.3, 1);
    const few = even(60, -1.5, 1);
    const { shift } = meanCurve(likelyCurves(few.confidences, few.hits));
    expect(shift).toBeLessThan(-0.3);
    expect(shift).toBeGreaterThan(-1.4);
  });

  it("gives shares that add up to 1, and scales above 0, whatever came", () => {
    const reading = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0, max: 1 }));
    fc.assert(
      fc.property(fc.array(reading, { maxLength: 40 }), (readings) => {
        const curves = likelyCurves(
          readings.map(([confidence]) => confidence),
          readings.map(([, hit]) => hit),
        );
        expect(curves.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 4);
        expect(curves.every(({ scale }) => scale > 0)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });
});

describe("rightBy", () => {
  it("takes confidences at their word with shift 0 and scale 1, and by hand", () => {
    expect(rightBy({ shift: 0, scale: 1 }, 0.73)).toBeCloseTo(0.73, 12);
    // 0.9 has the odds 9; doubled in logarithm they are 81, and 27 with a third of that
    expect(rightBy({ shift: Math.log(1 / 3), scale: 2 }, 0.9)).toBeCloseTo(27 / 28, 12);
  });

  it("is never quite sure", () => {
    expect(logOdds(1)).toBeCloseTo(13.8, 1);
    expect(rightBy({ shift: 0, scale: 1 }, 0)).toBeGreaterThan(0);
    expect(() => logOdds(Number.NaN)).toThrow("a confidence is a number from 0 to 1, not NaN");
  });
});
