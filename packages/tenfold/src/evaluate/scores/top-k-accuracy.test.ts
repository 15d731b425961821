import { expect, test } from "vitest";
import { topKAccuracy } from "./top-k-accuracy.js";

const probabilities = Float32Array.of(0.5, 0.25, 0.25, 0.25, 0.5, 0.25, 0.125, 0.25, 0.625, 0.25, 0.25, 0.5);

test("counts a label among the k most probable classes", () => {
  const predictions = { probabilities, labels: [0, 0, 0, 1], classes: 3 };
  expect([1, 2, 3].map((k) => topKAccuracy(predictions, k))).toEqual([1 / 4, 2 / 4, 1]);
});

test("of equally probable classes the lower index comes first", () => {
  expect(topKAccuracy({ probabilities: probabilities.subarray(0, 3), labels: [1], classes: 3 }, 2)).toBe(1);
  expect(topKAccuracy({ probabilities: probabilities.subarray(0, 3), labels: [2], classes: 3 }, 2)).toBe(0);
});

test.each([
  [[0], 3, "topKAccuracy: 1 labels of 3 classes want [1, 3] probabilities, 12 came; pass a row a label"],
  [[0, 1, 2, 3], 3, "topKAccuracy: label 3 is 3, but there are 3 classes, 0 to 2"],
])("refuses labels %j of %d classes", (labels, classes, text) => {
  expect(() => topKAccuracy({ probabilities, labels, classes }, 2)).toThrow(text);
});

test("refuses what is no probability, and nothing at all", () => {
  const broken = { probabilities: Float32Array.of(0.5, Number.NaN), labels: [0], classes: 2 };
  expect(() => topKAccuracy(broken, 1)).toThrow("topKAccuracy: row 0 holds NaN, which is no probability; judge a network that works");
  const none = { probabilities: new Float32Array(0), labels: [], classes: 2 };
  expect(() => topKAccuracy(none, 1)).toThrow("topKAccuracy: no predictions came; pass at least one");
});
