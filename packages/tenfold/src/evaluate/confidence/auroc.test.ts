import { expect, test } from "vitest";
import { auroc } from "./auroc.js";

test("counts pairs, ties half", () => {
  // scikit-learn's roc_auc_score says 0.75 too.
  expect(auroc([0.9, 0.8, 0.4, 0.4], [0.4, 0.6, 0.1]).auroc).toBe((3 + 3 + 1.5 + 1.5) / 12);
});

test("1 when they are apart, 0 when they are the wrong way round, 0.5 when nothing tells them apart", () => {
  expect([auroc([2, 3], [0, 1]).auroc, auroc([0, 1], [2, 3]).auroc, auroc([1, 1], [1, 1, 1]).auroc]).toEqual([1, 0, 0.5]);
});

test("FPR@95: what else passes where 19 of 20 digits pass", () => {
  const inside = Array.from({ length: 20 }, (_, index) => index);
  expect(auroc(inside, [0, 0.5, 1, 30])).toMatchObject({ threshold95: 1, fpr95: 0.5 });
  expect(auroc(inside, [0]).fpr95).toBe(0);
});

test("refuses nothing, and what is no number", () => {
  expect(() => auroc([], [1])).toThrow("auroc: no scores came for what is inside; pass at least one");
  expect(() => auroc([1], [Number.NaN])).toThrow("auroc: a score of what is outside is not a number; judge a network that works");
});
