import { expect, it } from "vitest";
import { mean } from "./mean.js";
import { lowerMedian, median } from "./median.js";

it("takes the middle by size, of an even count the upper one, and leaves the numbers as they stand", () => {
  const numbers = [9, 1, 10, 2];
  expect([median([5, 1, 3]), median(numbers), median([4]), median([])]).toEqual([3, 9, 4, undefined]);
  expect(median(Float32Array.of(0.5, -10, 2))).toBe(0.5);
  expect([lowerMedian([5, 1, 3]), lowerMedian(numbers), lowerMedian([])]).toEqual([3, 2, undefined]);
  expect(numbers).toEqual([9, 1, 10, 2]);
});

it("means are sums from the first to the last, by their count", () => {
  expect([mean([1, 2, 6]), mean(Uint8Array.of(255, 254)), mean([])]).toEqual([3, 254.5, Number.NaN]);
  expect(mean([0.1, 0.2, 0.3])).toBe((0.1 + 0.2 + 0.3) / 3);
});
