import { describe, expect, it, test } from "vitest";
import { areaUnderRiskCoverage, riskCoverage, thinned } from "./risk-coverage.js";

// From the surest down: right, right and wrong alike, right, wrong.
const curve = riskCoverage([0.5, 1, 0.75, 0.75, 0.25], [1, 1, 1, 0, 0]);

describe("riskCoverage", () => {
  it("answers equal confidences together", () => {
    expect(curve).toEqual([
      { threshold: 1, answered: 1, wrong: 0, coverage: 0.2, risk: 0 },
      { threshold: 0.75, answered: 3, wrong: 1, coverage: 0.6, risk: 1 / 3 },
      { threshold: 0.5, answered: 4, wrong: 1, coverage: 0.8, risk: 1 / 4 },
      { threshold: 0.25, answered: 5, wrong: 2, coverage: 1, risk: 2 / 5 },
    ]);
  });

  it.each([
    [[1, 2], [1], "riskCoverage: 2 confidences but 1 hits came; pass one an image"],
    [[], [], "riskCoverage: no images came; pass at least one"],
    [[1, Number.NaN], [1, 1], "riskCoverage: confidence 1 is not a number; judge a network that works"],
  ])("refuses confidences %j with hits %j", (confidences, hits, text) => {
    expect(() => riskCoverage(confidences, hits)).toThrow(text);
  });
});

describe("areaUnderRiskCoverage", () => {
  it("is the mean error over all numbers answered, a tie's mistakes spread over it", () => {
    expect(areaUnderRiskCoverage(curve)).toBeCloseTo((0 + 0.5 / 2 + 1 / 3 + 1 / 4 + 2 / 5) / 5, 12);
  });

  it("is the error rate when all are equally sure, and 0 without a mistake", () => {
    expect(areaUnderRiskCoverage(riskCoverage([1, 1, 1, 1], [1, 0, 1, 1]))).toBeCloseTo(1 / 4, 12);
    expect(areaUnderRiskCoverage(riskCoverage([1, 0.5], [1, 1]))).toBe(0);
  });
});

test("a thinned curve keeps its last point and most of those before it", () => {
  const long = riskCoverage(
    Array.from({ length: 5000 }, (_, row) => -row),
    Array.from({ length: 5000 }, (_, row) => (row % 100 === 99 ? 0 : 1)),
  );
  const short = thinned(long, 50);
  expect(short.length).toBeGreaterThan(40);
  expect(short.length).toBeLessThanOrEqual(50);
  expect(short.slice(-3).map(({ answered }) => answered)).toEqual([4998, 4999, 5000]);
  expect(short.map(({ answered }) => answered)).toEqual([...short.map(({ answered }) => answered)].sort((a, b) => a - b));
  expect(thinned(curve, 50)).toEqual(curve);
});
