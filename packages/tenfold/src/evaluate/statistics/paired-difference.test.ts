import { expect, it } from "vitest";
import { pairedDifference } from "./paired-difference.js";

it("is what R's t.test(paired = TRUE) says", () => {
  const { count, mean, sd, interval } = pairedDifference([5, 7, 9], [4, 4, 4]);
  expect([count, mean, sd]).toEqual([3, 3, 2]);
  expect(interval?.[0]).toBeCloseTo(-1.968275, 5); // 3 ± 4.302653 · 2 / √3
  expect(interval?.[1]).toBeCloseTo(7.968275, 5);
});

it("gives no spread for a single seed", () => {
  expect(pairedDifference([1], [0.5])).toEqual({ count: 1, mean: 0.5, sd: null, interval: null });
});

it("refuses what is not paired", () => {
  expect(() => pairedDifference([1, 2], [1])).toThrow("pairedDifference: 2 and 1 values came; pass one of each a seed");
  expect(() => pairedDifference([], [])).toThrow("no values came");
});
