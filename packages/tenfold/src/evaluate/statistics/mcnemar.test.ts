import { expect, test } from "vitest";
import { mcnemar } from "./mcnemar.js";

// 2 * scipy.stats.binom.cdf(min(b, c), b + c, 0.5), at most 1.
test.each([
  [0, 0, 1],
  [1, 5, 0.21875],
  [3, 3, 1],
  [10, 25, 0.016673847800120715],
  [400, 500, 0.0009564441369189373],
  [3000, 3200, 0.011488253770871587],
])("%d images for one network and %d for the other: p is %d", (b, c, p) => {
  const both = [1, 0]; // read right by both, and by none: neither counts
  const first = [...both, ...new Array<number>(b).fill(1), ...new Array<number>(c).fill(0)];
  const second = [...both, ...new Array<number>(b).fill(0), ...new Array<number>(c).fill(1)];
  const found = mcnemar(first, second);
  expect([found.onlyFirst, found.onlySecond]).toEqual([b, c]);
  expect(found.p).toBeCloseTo(p, 10);
});

test("refuses different images, and none", () => {
  expect(() => mcnemar([1], [1, 0])).toThrow("mcnemar: 1 and 2 images came; judge both networks on the same images");
  expect(() => mcnemar([], [])).toThrow("mcnemar: no images came; pass at least one");
});
