import { expect, test } from "vitest";
import { meanAndSd } from "./mean-and-sd.js";

test("mean and standard deviation of the sample", () => {
  expect(meanAndSd([2, 4, 4, 4, 5, 5, 7, 9])).toEqual({ count: 8, mean: 5, sd: Math.sqrt(32 / 7) });
});

test("one value has no spread", () => {
  expect(meanAndSd([0.99])).toEqual({ count: 1, mean: 0.99, sd: null });
});

test("refuses no values, and what is no number", () => {
  expect(() => meanAndSd([])).toThrow("meanAndSd: no values came; pass at least one");
  expect(() => meanAndSd([1, Number.NaN])).toThrow("meanAndSd: value 1 is NaN; pass finite numbers");
});
