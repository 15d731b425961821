import { describe, expect, it } from "vitest";
import { provenFrom } from "./proven-from.js";

/** A count after each reading, the surest first; those of the given numbers are wrong. */
function counts(readings: number, ...wrongOnes: readonly number[]) {
  return Array.from({ length: readings }, (_, at) => ({
    threshold: 1 - at / (2 * readings),
    answered: at + 1,
    wrong: wrongOnes.filter((one) => one <= at + 1).length,
  }));
}

/** How many readings lie from the threshold on. */
function proven(maxError: number, given: ReturnType<typeof counts>): number {
  const from = provenFrom(maxError, given);
  return given.filter(({ threshold }) => threshold >= from).length;
}

describe("provenFrom", () => {
  // n readings without a mistake prove 1 % where 0.99^n <= 0.05, from n = 298.07 on, and 0.5 % from n = 597.6 on.
  it("takes 299 readings without a mistake for 1 %, and 598 for 0.5 %", () => {
    expect([proven(0.01, counts(298)), proven(0.01, counts(299))]).toEqual([0, 299]);
    expect([proven(0.005, counts(597)), proven(0.005, counts(598))]).toEqual([0, 598]);
    expect(proven(0.01, counts(299, 120))).toBe(0);
  });

  it("goes on to more readings with more mistakes, and stops where that proves nothing", () => {
    // 473 readings with one mistake prove 1 % (scipy: beta.ppf(0.95, 2, 472) = 0.009991), 628 with two.
    expect(proven(0.01, counts(500, 400))).toBe(500);
    expect(proven(0.01, counts(472, 400))).toBe(299);
    expect(proven(0.01, counts(500, 300, 310))).toBe(299);
  });

  it("begins with more where there are many, so that one slip undoes nothing", () => {
    expect(proven(0.01, counts(500, 7))).toBe(0);
    expect(proven(0.01, counts(2000, 7))).toBe(2000);
  });

  it("proves nothing of nothing", () => {
    expect(provenFrom(0.01, [])).toBe(Number.POSITIVE_INFINITY);
    expect(provenFrom(1e-9, counts(300))).toBe(Number.POSITIVE_INFINITY);
  });

  it("is mistaken in at most 5 of 100 draws, although it looks at many thresholds", () => {
    let seed = 3;
    const random = () => {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      return ((seed >>> 8) + 0.5) / 2 ** 24;
    };
    // Just above 1 % of the readings are wrong, at any confidence: whatever is proven is not so.
    const draws = 400;
    const mistaken = Array.from({ length: draws }, () => {
      const wrong = Array.from({ length: 700 }, (_, at) => at + 1).filter(() => random() < 0.0101);
      return proven(0.01, counts(700, ...wrong)) > 0;
    }).filter(Boolean).length;
    expect(mistaken / draws).toBeLessThan(0.075); // 5 %, and 2.5 standard deviations of so many draws
    expect(mistaken).toBeGreaterThan(0);
  });
});
