import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { clopperPearsonUpper } from "../src/evaluate/statistics/clopper-pearson.js";
import { studentT } from "../src/evaluate/statistics/student-t.js";
import {
  areaUnderRiskCoverage,
  atTemperature,
  auroc,
  calibrationScores,
  classificationReport,
  classificationReportText,
  fitTemperature,
  holm,
  mcnemar,
  pairedDifference,
  riskCoverage,
  topKAccuracy,
  wilsonInterval,
} from "../src/index.js";

/** What scikit-learn, statsmodels and SciPy say of the same predictions, and NumPy where they have no such score; from files/statistics/make.py. */
const expected = JSON.parse(readFileSync(new URL("files/statistics/expected.json", import.meta.url), "utf8"));

const CLASSES = 5;
const classNames = ["0", "1", "2", "3", "4"];
const labels: readonly number[] = expected.labels;
const predictions = { probabilities: Float32Array.from(expected.probabilities), labels, classes: CLASSES };
const rows = labels.map((_, row) => [...predictions.probabilities.subarray(row * CLASSES, (row + 1) * CLASSES)]);
const predicted = rows.map((row) => row.indexOf(Math.max(...row)));
const hits = predicted.map((one, row) => Number(one === labels[row]));

it("the confusion matrix and the report are scikit-learn's, to the letter", () => {
  const confusion = classNames.map((_, label) =>
    classNames.map((_, other) => labels.filter((one, row) => one === label && predicted[row] === other).length),
  );
  expect(confusion).toEqual(expected.confusion);
  const report = classificationReport(confusion, classNames) as unknown as Record<string, unknown>;
  for (const [line, wanted] of Object.entries<number | Record<string, number>>(expected.report)) {
    if (typeof wanted === "number") expect(report[line]).toBeCloseTo(wanted, 14);
    else
      for (const [score, value] of Object.entries(wanted)) expect((report[line] as Record<string, number>)[score]).toBeCloseTo(value, 14);
  }
  expect(classificationReportText(confusion, classNames).trimEnd()).toBe(expected.reportText.trimEnd());
});

it("scores of probabilities are theirs, before and after the temperature that SciPy finds", () => {
  expect(topKAccuracy(predictions, 2)).toBe(expected.top2);
  const before = calibrationScores(predictions);
  expect(before.brier).toBeCloseTo(expected.brier, 7);
  expect(before.ece).toBeCloseTo(expected.ece, 7);
  expect(before.nll).toBeCloseTo(expected.nll, 5); // scikit-learn wants rows that add up to 1 exactly
  const { temperature } = fitTemperature(predictions);
  expect(temperature).toBeCloseTo(expected.temperature, 5);
  expect(calibrationScores(atTemperature(predictions, temperature as number)).nll).toBeCloseTo(expected.nllAtTemperature, 6);
});

it("rejection and tests are theirs", () => {
  const curve = riskCoverage(
    rows.map((row) => Math.max(...row)),
    hits,
  );
  expect(areaUnderRiskCoverage(curve)).toBeCloseTo(expected.aurc, 12);
  expect(mcnemar(hits, expected.othersRight).p).toBeCloseTo(expected.mcnemar, 12);
  expect(holm(expected.holm.p).map((p) => p.toFixed(12))).toEqual(expected.holm.adjusted.map((p: number) => p.toFixed(12)));
  const separation = auroc(expected.auroc.inside, expected.auroc.outside);
  expect(separation.auroc).toBeCloseTo(expected.auroc.auroc, 12);
  expect(separation.fpr95).toBeCloseTo(expected.auroc.fpr95, 12);
});

it("intervals are theirs", () => {
  for (const [right, count, from, to] of expected.wilson) {
    expect(wilsonInterval(right, count)[0]).toBeCloseTo(from, 12);
    expect(wilsonInterval(right, count)[1]).toBeCloseTo(to, 12);
  }
  for (const [few, count, most] of expected.clopperPearsonUpper) expect(clopperPearsonUpper(few, count, 0.95)).toBeCloseTo(most, 10);
  for (const [probability, degrees, wanted] of expected.studentT) expect(studentT(probability, degrees)).toBeCloseTo(wanted, 8);
  const { interval } = pairedDifference(expected.paired.first, expected.paired.second);
  expect(interval?.[0]).toBeCloseTo(expected.paired.interval[0], 10);
  expect(interval?.[1]).toBeCloseTo(expected.paired.interval[1], 10);
});
