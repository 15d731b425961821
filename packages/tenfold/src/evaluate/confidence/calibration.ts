import { checkPredictions, type Predictions } from "../scores/predictions.js";
import { expectedCalibrationError, type ReliabilityBin, reliabilityBins } from "./reliability.js";
import { atTemperature, FEWEST_IMAGES, fitTemperature } from "./temperature.js";

/** How well probabilities match what is right. */
export interface CalibrationScores {
  /** Expected calibration error over the bins, 0..1; null for fewer than 100 images. */
  readonly ece: number | null;
  /** Mean over the images of Σ (probability - target)², 0..2. */
  readonly brier: number;
  /** Mean negative log-likelihood of the label, in nats. */
  readonly nll: number;
  /** 15 bins of equal width. */
  readonly bins: readonly ReliabilityBin[];
}

/** A temperature that was fitted before, as a model file holds it; 1 where it could not be. */
export interface KnownTemperature {
  readonly temperature: number;
  /** Images that it was fitted on. */
  readonly fittedOn: number;
}

/** Calibration as the network is, and after temperature scaling. */
export interface Calibration {
  readonly before: CalibrationScores;
  /** Fitted on validation images; null where that was not possible. */
  readonly temperature: number | null;
  /** Images that the temperature was fitted on. */
  readonly fittedOn: number;
  /** At that temperature; null without one. */
  readonly after: CalibrationScores | null;
  /** Sentences on what could not be measured, and why. */
  readonly notes: readonly string[];
}

/** A probability that underflowed to 0 counts as the smallest float32: surprise stays finite. */
const SMALLEST = 2 ** -149;

/**
 * @throws ShapeError when probabilities and labels do not belong together
 * @throws InputError when there is no row, or one that holds no probabilities
 */
export function calibrationScores(predictions: Predictions): CalibrationScores {
  checkPredictions("calibrationScores", predictions);
  const bins = reliabilityBins(predictions);
  const ece = predictions.labels.length < FEWEST_IMAGES ? null : expectedCalibrationError(bins);
  return { ece, brier: brierScore(predictions), nll: negativeLogLikelihood(predictions), bins };
}

/**
 * Judges the probabilities on test images, before and after temperature scaling fitted on validation images.
 *
 * @param test predictions at temperature 1
 * @param validation the temperature, or predictions to fit it on, for images that neither trained nor test the network, or in a sentence
 *   why there is neither
 * @throws ShapeError when probabilities and labels do not belong together
 * @throws InputError when there is no row, or one that holds no probabilities
 */
export function calibration(test: Predictions, validation: Predictions | KnownTemperature | string): Calibration {
  const before = calibrationScores(test);
  const few = before.ece === null ? [`Not enough data for a calibration error: at least ${FEWEST_IMAGES} images are needed.`] : [];
  if (typeof validation === "string") return { before, temperature: null, fittedOn: 0, after: null, notes: [...few, validation] };
  const { temperature, why, fittedOn } = "labels" in validation ? fitted(validation) : known(validation);
  if (temperature === null) return { before, temperature, fittedOn, after: null, notes: [...few, why] };
  return { before, temperature, fittedOn, after: calibrationScores(atTemperature(test, temperature)), notes: few };
}

function fitted(validation: Predictions) {
  return { why: "", ...fitTemperature(validation), fittedOn: validation.labels.length };
}

function known({ temperature, fittedOn }: KnownTemperature) {
  const why = `No temperature was fitted after the training: ${fittedOn} validation images were too few, or none of them was misread.`;
  return { temperature: temperature === 1 ? null : temperature, why, fittedOn };
}

/** G. W. Brier (1950), "Verification of forecasts expressed in terms of probability". */
function brierScore({ probabilities, labels, classes }: Predictions): number {
  let total = 0;
  for (let i = 0; i < probabilities.length; i++) {
    const target = labels[Math.floor(i / classes)] === i % classes ? 1 : 0;
    total += ((probabilities[i] as number) - target) ** 2;
  }
  return total / labels.length;
}

function negativeLogLikelihood({ probabilities, labels, classes }: Predictions): number {
  let total = 0;
  for (let row = 0; row < labels.length; row++) {
    total -= Math.log(Math.max(SMALLEST, probabilities[row * classes + (labels[row] as number)] as number));
  }
  return total / labels.length;
}
