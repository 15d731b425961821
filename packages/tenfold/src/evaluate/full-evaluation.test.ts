import { expect, test } from "vitest";
import { fullEvaluation } from "./full-evaluation.js";
import { evaluation } from "./scores/evaluate.js";

/** `count` images of three classes; every seventh is read as the next class. */
function judged(count: number) {
  const labels = Array.from({ length: count }, (_, row) => row % 3);
  const probabilities = Float32Array.from(
    labels.flatMap((label, row) => [0, 1, 2].map((one) => (one === (row % 7 === 6 ? (label + 1) % 3 : label) ? 0.75 : 0.125))),
  );
  return {
    evaluation: evaluation(probabilities, labels, new Float32Array(count), ["a", "b", "c"]),
    predictions: { probabilities, labels, classes: 3 },
  };
}

test("puts together what agrees with the evaluation", () => {
  const found = fullEvaluation({ ...judged(700), validation: judged(140).predictions });
  expect(found.report.accuracy).toBe(6 / 7);
  expect(found.accuracyInterval[0]).toBeLessThan(6 / 7);
  expect(found.accuracyInterval[1]).toBeGreaterThan(6 / 7);
  expect(found.calibration.before.ece).toBeCloseTo(6 / 7 - 0.75, 10);
  expect(found.calibration.after?.ece).toBeLessThan(1e-6);
  expect(found.rejection.readRates.map(({ readRate }) => readRate)).toEqual([null, 0, 0]);
});

test("gives the thresholds of rejection in confidence at the temperature", () => {
  const sharp = fullEvaluation({ ...judged(700), validation: "No temperature." }).rejection.curve;
  const soft = fullEvaluation({ ...judged(700), validation: { temperature: 2, fittedOn: 100 } }).rejection.curve;
  expect(sharp.map(({ threshold }) => threshold)).toEqual([0.75]);
  expect(soft[0]?.threshold).toBeCloseTo(Math.sqrt(6) / (Math.sqrt(6) + 2), 6);
  expect(soft[0]?.risk).toBe(sharp[0]?.risk);
});

test.each([1, 3])("of %d images says what is missing, and nothing that is no number", (count) => {
  const found = fullEvaluation({ ...judged(count), validation: "No temperature was fitted: there are no validation images." });
  const finite = (value: unknown): boolean =>
    typeof value === "number" ? Number.isFinite(value) : typeof value !== "object" || value === null || Object.values(value).every(finite);
  expect(finite(found)).toBe(true);
  expect(found.calibration.notes).toHaveLength(2);
  expect(found.rejection.notes).toHaveLength(4);
});
