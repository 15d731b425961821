import { type Calibration, calibration } from "./calibration.js";
import { type ClassificationReport, classificationReport } from "./classification-report.js";
import type { Evaluation } from "./evaluation.js";
import type { Predictions } from "./predictions.js";
import { type Rejection, rejection } from "./rejection.js";
import { topKAccuracy } from "./top-k-accuracy.js";
import { wilsonInterval } from "./wilson-interval.js";

/** What accuracy alone hides; `full` in the JSON of `tenfold evaluate --full --json`. */
export interface FullEvaluation {
  /** Where the true accuracy lies if the images are a random draw: the 95 % Wilson interval. */
  readonly accuracyInterval: readonly [number, number];
  /** Share of images whose label is among the two most probable classes, 0..1. */
  readonly top2: number;
  readonly report: ClassificationReport;
  readonly calibration: Calibration;
  readonly rejection: Rejection;
}

/** What it is made from. */
export interface FullEvaluationInput {
  readonly evaluation: Evaluation;
  /** Of the images that were evaluated. */
  readonly predictions: Predictions;
  /** Of images that neither trained nor test the network; or in a sentence why there are none. */
  readonly validation: Predictions | string;
}

/**
 * Judges predictions from every side.
 *
 * @throws ShapeError when probabilities and labels do not belong together
 * @throws InputError when there is no row, or one that holds no probabilities
 */
export function fullEvaluation({ evaluation, predictions, validation }: FullEvaluationInput): FullEvaluation {
  const { confusion, count, perClass } = evaluation;
  const right = confusion.reduce((sum, row, label) => sum + (row[label] as number), 0);
  return {
    accuracyInterval: wilsonInterval(right, count),
    top2: topKAccuracy(predictions, 2),
    report: classificationReport(
      confusion,
      perClass.map(({ label }) => label),
    ),
    calibration: calibration(predictions, validation),
    rejection: rejection(predictions),
  };
}
