import { describe, expect, it } from "vitest";
import type { Predictions } from "../scores/predictions.js";
import { readRateAt, rejection } from "./rejection.js";
import { riskCoverage } from "./risk-coverage.js";

/** Two classes, all labels 0, surer and surer; the images at `wrong` are read as class 1. */
function predictionsOf(count: number, wrong: readonly number[]): Predictions {
  const probabilities = new Float32Array(count * 2);
  for (let row = 0; row < count; row++) {
    const sure = 0.5 + (0.5 * (row + 1)) / (count + 1);
    probabilities.set(wrong.includes(row) ? [1 - sure, sure] : [sure, 1 - sure], 2 * row);
  }
  return { probabilities, labels: new Uint8Array(count), classes: 2 };
}

describe("rejection", () => {
  const found = rejection(predictionsOf(2000, [0, 1, 2, 10, 500]));

  it("answers as many as the error allows", () => {
    // 5 of 2000 are wrong: 0.25 %. From row 3 on it is 2 of 1997, from row 10 on 2 of 1990: both above 0.1 %.
    expect(found.readRates.map(({ error, answered, wrong }) => [error, answered, wrong])).toEqual([
      [0.001, 1989, 1],
      [0.005, 2000, 5],
      [0.01, 2000, 5],
    ]);
    expect(found.readRates.map(({ readRate }) => readRate)).toEqual([1989 / 2000, 1, 1]);
  });

  it("names the threshold, which the answered images reach and the others do not", () => {
    expect(found.readRates[0]?.threshold).toBeCloseTo(0.5 + (0.5 * 12) / 2001, 6);
  });

  it("says on which images it was chosen, and holds a curve short enough to draw", () => {
    expect(found.notes).toEqual(["The thresholds were chosen on these images; on others expect a little more error."]);
    expect(found.curve.length).toBeLessThanOrEqual(200);
    expect(found.curve.length).toBeGreaterThan(100);
    expect(found.curve.at(-1)).toMatchObject({ answered: 2000, wrong: 5 });
  });

  it("with few images, says that they are too few for a small error", () => {
    const few = rejection(predictionsOf(300, [0]));
    expect(few.readRates.map(({ readRate }) => readRate)).toEqual([null, 1, 1]);
    expect(few.notes.slice(1)).toEqual(["Not enough data for the read rate at 0.1 % error: 300 images, at least 1000 are needed."]);
    expect(rejection(predictionsOf(1, [])).notes).toHaveLength(4);
  });
});

describe("readRateAt", () => {
  it("is 0 where even the surest image is wrong", () => {
    const curve = riskCoverage(
      Array.from({ length: 200 }, () => 1),
      [0, ...Array.from({ length: 199 }, (_, row) => row % 2)],
    );
    expect(readRateAt(curve, 0.01)).toEqual({ error: 0.01, readRate: 0, threshold: null, answered: 0, wrong: 0 });
  });

  it("answers on while exactly the allowed share is wrong", () => {
    const confidences = Array.from({ length: 400 }, (_, row) => 1 - row / 1000);
    const curve = riskCoverage(
      confidences,
      confidences.map((_, row) => (row === 150 || row === 199 || row === 201 ? 0 : 1)),
    );
    // 2 of 200 are 1 %, 3 of 202 to 299 more, 3 of 300 again 1 %: there is no fourth.
    expect(readRateAt(curve.slice(0, 200), 0.01)).toMatchObject({ answered: 200, wrong: 2, readRate: 0.5 });
  });
});
