import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { percent, percentSpread, wholePercent } from "./percent.js";

describe("percent", () => {
  it("rounds to two places unless told", () => {
    expect([0.9952, 0.97666, 0.5, 0.001234].map((share) => percent(share))).toEqual(["99.52 %", "97.67 %", "50.00 %", "0.12 %"]);
    expect(percent(0.976, { decimals: 0 })).toBe("98 %");
    expect(percent(0.97666, { decimals: 1 })).toBe("97.7 %");
  });

  it("rounds a half up, as it is written", () => {
    expect(percent(0.2045, { decimals: 1 })).toBe("20.5 %");
    expect(percent(0.97145)).toBe("97.15 %");
    expect(percent(0.2045, { digits: 3 })).toBe("20.5 %");
    expect(percent(0.99996, { decimals: 2 })).toBe("99.996 %");
  });

  it("says 100 % and 0 % of exactly all and exactly nothing only", () => {
    expect([1, 0].map((share) => percent(share))).toEqual(["100 %", "0 %"]);
    expect(percent(0.9999, { decimals: 0 })).toBe("99.99 %");
    expect(percent(0.99996)).toBe("99.996 %");
    expect(percent(0.00002)).toBe("0.002 %");
    expect(percent(0.99996, { digits: 3 })).toBe("99.996 %");
    expect(percent(1 + 1e-7)).toBe("100.00 %"); // as sums of float32 may be
    fc.assert(
      fc.property(fc.double({ min: 1e-8, max: 1 - 1e-8, noNaN: true }), fc.nat(4), (share, decimals) => {
        expect(["0 %", "100 %"]).not.toContain(percent(share, { decimals, short: true }));
      }),
    );
  });

  it("is within half of its last place", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0, max: 4 }), (share, decimals) => {
        expect(Math.abs(Number.parseFloat(percent(share, { decimals })) - 100 * share)).toBeLessThanOrEqual(0.5 * 10 ** -decimals + 1e-9);
      }),
    );
  });

  it("leaves out zeros at the end when asked, and counts significant digits", () => {
    expect([0.995, 0.05].map((share) => percent(share, { short: true }))).toEqual(["99.5 %", "5 %"]);
    expect([0.005, 0.0001, 0.94091].map((share) => percent(share, { digits: 3 }))).toEqual(["0.5 %", "0.01 %", "94.1 %"]);
  });

  it("has words for what is no number", () => {
    expect([Number.NaN, Number.POSITIVE_INFINITY].map((share) => percent(share))).toEqual(["not a number", "not a number"]);
  });
});

describe("percentSpread", () => {
  it("gives mean and standard deviation to the same place", () => {
    expect(percentSpread({ mean: 0.99631, sd: 0.00024 })).toBe("99.63 ± 0.02 %");
    expect(percentSpread({ mean: 0.5, sd: null })).toBe("50.00 %");
    expect(percentSpread({ mean: 1, sd: 0 })).toBe("100.00 ± 0.00 %");
    expect(percentSpread({ mean: 0.99998, sd: 0.00003 })).toBe("99.998 ± 0.003 %");
  });
});

describe("wholePercent", () => {
  it("rounds as percent does, and keeps 100 and 0 for all and nothing", () => {
    expect([0, 0.001, 0.205, 0.977, 0.9999, 1].map(wholePercent)).toEqual([0, 1, 21, 98, 99, 100]);
  });
});
