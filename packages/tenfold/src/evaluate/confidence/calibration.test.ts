import { describe, expect, it } from "vitest";
import { rng } from "../../engine/rng.js";
import type { Predictions } from "../scores/predictions.js";
import { calibration, calibrationScores } from "./calibration.js";
import { expectedCalibrationError, reliabilityBins } from "./reliability.js";
import { atTemperature, fitTemperature } from "./temperature.js";

/** Two classes; each row says how probable class 0 is and which it was. */
function two(rows: readonly (readonly [probability: number, label: number])[]): Predictions {
  return {
    probabilities: Float32Array.from(rows.flatMap(([p]) => [p, 1 - p])),
    labels: rows.map(([, label]) => label),
    classes: 2,
  };
}

/** Labels drawn from softmax(logits): calibrated, until the logits are multiplied by `sharpness`. */
function drawn(count: number, sharpness: number, seed = 1): Predictions {
  const random = rng(seed);
  const classes = 4;
  const labels: number[] = [];
  const probabilities = new Float32Array(count * classes);
  for (let row = 0; row < count; row++) {
    const logits = Array.from({ length: classes }, () => 6 * random.uniform());
    const weights = softmax(logits);
    let left = random.uniform();
    const label = weights.findIndex((weight) => {
      left -= weight;
      return left < 0;
    });
    labels.push(label < 0 ? classes - 1 : label);
    probabilities.set(softmax(logits.map((logit) => logit * sharpness)), row * classes);
  }
  return { probabilities, labels, classes };
}

function softmax(logits: readonly number[]): number[] {
  const weights = logits.map((logit) => Math.exp(logit));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

describe("reliabilityBins", () => {
  it("are fifteen unless told otherwise, as in the literature", () => {
    expect(reliabilityBins({ probabilities: Float32Array.of(0.75, 0.25), labels: [0], classes: 2 })).toHaveLength(15);
  });

  // Confidences .75 (right), .75 (wrong), 1 (right), .5 (right) in four bins.
  const bins = reliabilityBins(
    two([
      [0.75, 0],
      [0.75, 1],
      [1, 0],
      [0.5, 0],
    ]),
    4,
  );

  it("puts a confidence on an edge into the lower bin", () => {
    expect(bins.map(({ from, to, count }) => [from, to, count])).toEqual([
      [0, 0.25, 0],
      [0.25, 0.5, 1],
      [0.5, 0.75, 2],
      [0.75, 1, 1],
    ]);
  });

  it("says mean confidence and accuracy of each, and nothing of an empty one", () => {
    expect(bins.map(({ confidence, accuracy }) => [confidence, accuracy])).toEqual([
      [null, null],
      [0.5, 1],
      [0.75, 0.5],
      [1, 1],
    ]);
    expect(bins[0]?.interval).toBeNull();
  });

  it("the calibration error weighs their gaps by count", () => {
    expect(expectedCalibrationError(bins)).toBe((1 * 0.5 + 2 * 0.25 + 1 * 0) / 4);
  });
});

describe("calibrationScores", () => {
  it("are as worked out by hand", () => {
    const { brier, nll } = calibrationScores(
      two([
        [0.75, 0],
        [0.5, 1],
      ]),
    );
    expect(brier).toBe((2 * 0.25 ** 2 + 2 * 0.5 ** 2) / 2);
    expect(nll).toBeCloseTo(-(Math.log(0.75) + Math.log(0.5)) / 2, 12);
  });

  it("stay finite when the label's probability underflowed to 0", () => {
    expect(calibrationScores(two([[1, 1]])).nll).toBeCloseTo(149 * Math.log(2), 10);
  });

  it("give no calibration error for three images", () => {
    expect(
      calibrationScores(
        two([
          [0.75, 0],
          [0.5, 1],
          [1, 0],
        ]),
      ).ece,
    ).toBeNull();
  });
});

describe("fitTemperature", () => {
  it.each([0.5, 1, 2, 3])("finds that the logits were multiplied by %d", (sharpness) => {
    expect(fitTemperature(drawn(20_000, sharpness)).temperature).toBeCloseTo(
      sharpness * (fitTemperature(drawn(20_000, 1)).temperature ?? 0),
      3,
    );
  });

  it("finds about 1 for a calibrated network", () => {
    const { temperature } = fitTemperature(drawn(20_000, 1));
    expect(temperature).toBeGreaterThan(0.95);
    expect(temperature).toBeLessThan(1.05);
  });

  it("is the lowest point of the negative log-likelihood", () => {
    const validation = drawn(500, 3);
    const best = fitTemperature(validation).temperature as number;
    const [colder, lowest, hotter] = [0.98, 1, 1.02].map((by) => calibrationScores(atTemperature(validation, best * by)).nll) as [
      number,
      number,
      number,
    ];
    expect(lowest).toBeLessThan(colder);
    expect(lowest).toBeLessThan(hotter);
  });

  it("takes a probability that underflowed to 0 for the smallest float32, whose logarithm is -103", () => {
    // Right 99 times of 100 with p, wrong once: the label's own log is -149 log 2, and at T the odds are exp(log 2 · 149 / T).
    const rows = Array.from({ length: 100 }, (_, row) => [row === 0 ? 0 : 1, 0] as const);
    expect(fitTemperature(two(rows)).temperature).toBeNull(); // 1 to 99 at odds of e^103 wants T = 22.5, above the hottest
    const oftener = Array.from({ length: 200 }, (_, row) => [row === 0 ? 0 : 1, 0] as const);
    expect(fitTemperature(two(oftener)).temperature).toBeCloseTo((149 * Math.LN2) / Math.log(199), 6);
  });

  it("says why there is none", () => {
    const sure = Array.from({ length: 100 }, () => [0.75, 0] as const);
    expect(fitTemperature(two(sure.slice(0, 3)))).toEqual({
      temperature: null,
      why: "Not enough data to fit a temperature: 3 validation images, at least 100 are needed.",
    });
    expect(fitTemperature(two(sure)).why).toBe("Not enough data to fit a temperature: no validation image was misread.");
    const backwards = Array.from({ length: 100 }, () => [0.75, 1] as const);
    expect(fitTemperature(two(backwards)).why).toBe("No temperature from 0.05 to 20 fits the validation images.");
  });
});

describe("atTemperature", () => {
  it("at 2 takes the root of the odds", () => {
    const { probabilities } = atTemperature(two([[0.9, 0]]), 2);
    expect((probabilities[0] as number) / (probabilities[1] as number)).toBeCloseTo(3, 5);
  });

  it("refuses a temperature that is none", () => {
    expect(() => atTemperature(two([[0.9, 0]]), 0)).toThrow("atTemperature takes a finite temperature above 0, got 0; 1 changes nothing");
  });
});

describe("calibration", () => {
  it("gets better on test images by the temperature of validation images", () => {
    const { before, after, temperature, fittedOn, notes } = calibration(drawn(5000, 3, 2), drawn(5000, 3));
    expect(temperature).toBeGreaterThan(2.7);
    expect(after?.ece).toBeLessThan((before.ece as number) / 4);
    expect(after?.nll).toBeLessThan(before.nll);
    expect(after?.brier).toBeLessThan(before.brier);
    expect([fittedOn, notes]).toEqual([5000, []]);
  });

  it("takes a temperature that is known, as the same fitted anew", () => {
    const [test, validation] = [drawn(500, 3, 2), drawn(500, 3)];
    const fitted = calibration(test, validation);
    expect(calibration(test, { temperature: fitted.temperature as number, fittedOn: 500 })).toEqual(fitted);
    const unfitted = calibration(test, { temperature: 1, fittedOn: 12 });
    expect([unfitted.temperature, unfitted.after, unfitted.fittedOn]).toEqual([null, null, 12]);
    expect(unfitted.notes).toEqual([
      "No temperature was fitted after the training: 12 validation images were too few, or none of them was misread.",
    ]);
  });

  it("says what is missing", () => {
    const found = calibration(drawn(3, 1), "There is no validation set.");
    expect([found.temperature, found.after, found.before.ece]).toEqual([null, null, null]);
    expect(found.notes).toEqual([
      "Not enough data for a calibration error: at least 100 images are needed.",
      "There is no validation set.",
    ]);
  });
});
