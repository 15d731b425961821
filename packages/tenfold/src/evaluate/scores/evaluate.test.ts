import { describe, expect, it } from "vitest";
import { evaluation, predictedClasses } from "./evaluate.js";

describe("evaluation", () => {
  // Five pictures of three classes: 0 0 1 1 2 read as 0 1 1 1 0.
  const probabilities = Float32Array.of(0.8, 0.1, 0.1, 0.2, 0.7, 0.1, 0.1, 0.6, 0.3, 0, 1, 0, 0.5, 0.2, 0.3);
  const found = evaluation(probabilities, [0, 0, 1, 1, 2], [0.1, 0.2, 0.3, 0.4, 0.5], ["a", "b", "c"]);

  it("counts as worked out by hand", () => {
    expect(found.count).toBe(5);
    expect(found.loss).toBeCloseTo(0.3, 12);
    expect(found.accuracy).toBe(3 / 5);
    expect(found.confusion).toEqual([
      [1, 1, 0],
      [0, 2, 0],
      [1, 0, 0],
    ]);
  });

  it("scores classes; without a denominator there is no number", () => {
    expect(found.perClass).toEqual([
      { label: "a", support: 2, precision: 1 / 2, recall: 1 / 2, f1: 1 / 2 },
      { label: "b", support: 2, precision: 2 / 3, recall: 1, f1: 4 / 5 },
      { label: "c", support: 1, precision: null, recall: 0, f1: 0 },
    ]);
  });

  it("takes the first of equally probable classes", () => {
    expect(Array.from(predictedClasses(Float32Array.of(0.5, 0.5, 0.2, 0.8), 2))).toEqual([0, 1]);
  });
});
