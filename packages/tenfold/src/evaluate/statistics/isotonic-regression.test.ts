import { expect, it } from "vitest";
import { isotonicRegression, shareRight } from "./isotonic-regression.js";

it("pools samples of one confidence, as no place lies between them", () => {
  expect(isotonicRegression([0.5, 0.5, 0.9, 0.5], [0, 1, 1, 1])).toEqual([
    { at: 0.5, right: 2, count: 3 },
    { at: 0.9, right: 1, count: 1 },
  ]);
});

it("pools neighbors whose estimated shares fall, though their counted shares rise", () => {
  // 2 of 2 counts as 2.5 / 3, 19 of 20 before it as 19.5 / 21, which is more.
  const confidences = [...new Array<number>(20).fill(0.4), 0.8, 0.9];
  const blocks = isotonicRegression(confidences, [0, ...new Array<number>(21).fill(1)]);
  expect(blocks.map(({ right, count }) => [right, count])).toEqual([[21, 22]]);
  expect(blocks.map(shareRight)).toEqual([21.5 / 23]);
  expect(blocks[0]?.at).toBeCloseTo((20 * 0.4 + 0.8 + 0.9) / 22, 12);
});
