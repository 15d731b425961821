import { type Calibration, calibration, type KnownTemperature } from "./confidence/calibration.js";
import { type Rejection, rejection } from "./confidence/rejection.js";
import { atTemperature } from "./confidence/temperature.js";
import { type ClassificationReport, classificationReport } from "./scores/classification-report.js";
import type { Evaluation } from "./scores/evaluation.js";
import type { Predictions } from "./scores/predictions.js";
import { topKAccuracy } from "./scores/top-k-accuracy.js";
import { wilsonInterval } from "./statistics/wilson-interval.js";

/** What accuracy alone hides; `full` in the JSON of `tenfold evaluate --full --json`. */
export interface FullEvaluation {
  /** Where the true accuracy lies if the images are a random draw: the 95 % Wilson interval. */
  readonly accuracyInterval: readonly [number, number];
  /** Share of images whose label is among the two most probable classes, 0..1. */
  readonly top2: number;
  readonly report: ClassificationReport;
  readonly calibration: Calibration;
  /** By the confidence at the temperature, where there is one. */
  readonly rejection: Rejection;
}

/** What it is made from. */
export interface FullEvaluationInput {
  readonly evaluation: Evaluation;
  /** Of the images that were evaluated, at temperature 1. */
  readonly predictions: Predictions;
  /** The same at the model's temperature, as it gives them: its thresholds then hold to the last bit. Absent: computed from those at 1. */
  readonly tempered?: Predictions;
  /** The temperature, or predictions to fit it on, for images that neither trained nor test the network; or in a sentence why there is neither. */
  readonly validation: Predictions | KnownTemperature | string;
}

/**
 * Judges predictions from every side.
 *
 * @throws ShapeError when probabilities and labels do not belong together
 * @throws InputError when there is no row, or one that holds no probabilities
 */
export function fullEvaluation({ evaluation, predictions, tempered, validation }: FullEvaluationInput): FullEvaluation {
  const { confusion, count, perClass } = evaluation;
  const right = confusion.reduce((sum, row, label) => sum + (row[label] as number), 0);
  const calibrated = calibration(predictions, validation);
  const { temperature } = calibrated;
  return {
    accuracyInterval: wilsonInterval(right, count),
    top2: topKAccuracy(predictions, 2),
    report: classificationReport(
      confusion,
      perClass.map(({ label }) => label),
    ),
    calibration: calibrated,
    rejection: rejection(tempered ?? (temperature === null ? predictions : atTemperature(predictions, temperature))),
  };
}
