import { percent } from "../../percent.js";
import { checkPredictions, confidencesAndHits, type Predictions } from "../scores/predictions.js";
import { areaUnderRiskCoverage, type RiskCoveragePoint, riskCoverage, thinned } from "./risk-coverage.js";

/** How many images are answered when at most the share `error` of the answered ones may be wrong. */
export interface ReadRate {
  /** The share allowed, 0..1. */
  readonly error: number;
  /** Share of all images answered, 0..1; null where the images are too few to tell such a share. */
  readonly readRate: number | null;
  /** Answer from this confidence on; null where nothing can be answered, or `readRate` is. */
  readonly threshold: number | null;
  readonly answered: number;
  /** Of the answered images. */
  readonly wrong: number;
}

/** What leaving unsure images to a human buys. The confidence is the probability of the most probable class. */
export interface Rejection {
  /** The thresholds were chosen on the very images that they are judged on. */
  readonly chosenOn: "these images";
  readonly readRates: readonly ReadRate[];
  /** Area under the risk-coverage curve, 0..1, lower is better. */
  readonly aurc: number;
  /** At most 200 points of the curve, from few images answered to all. */
  readonly curve: readonly RiskCoveragePoint[];
  /** Sentences on how to take these numbers, and on what could not be measured. */
  readonly notes: readonly string[];
}

const ERRORS = [0.001, 0.005, 0.01];
const MOST_POINTS = 200;

/**
 * Judges what a threshold on the confidence does: the risk-coverage curve, its area, and the read rate at 0.1, 0.5 and 1 % error.
 *
 * @throws ShapeError when probabilities and labels do not belong together
 * @throws InputError when there is no row, or one that holds no probabilities
 */
export function rejection(predictions: Predictions): Rejection {
  checkPredictions("rejection", predictions);
  const { confidences, hits } = confidencesAndHits(predictions);
  const curve = riskCoverage(confidences, hits);
  const readRates = ERRORS.map((error) => readRateAt(curve, error));
  const tooFew = readRates.filter(({ readRate }) => readRate === null).map(({ error }) => notEnough(error, hits.length));
  const notes = ["The thresholds were chosen on these images; on others expect a little more error.", ...tooFew];
  return { chosenOn: "these images", readRates, aurc: areaUnderRiskCoverage(curve), curve: thinned(curve, MOST_POINTS), notes };
}

/**
 * The largest share that a threshold answers with at most the share `error` of it wrong. With fewer than 1 / error images, one mistake is
 * already more than that, and none proves nothing: there is no read rate.
 */
export function readRateAt(curve: readonly RiskCoveragePoint[], error: number): ReadRate {
  const count = curve.at(-1)?.answered ?? 0;
  if (count < fewest(error)) return { error, readRate: null, threshold: null, answered: 0, wrong: 0 };
  const point = curve.findLast(({ risk }) => risk <= error);
  if (!point) return { error, readRate: 0, threshold: null, answered: 0, wrong: 0 };
  return { error, readRate: point.coverage, threshold: point.threshold, answered: point.answered, wrong: point.wrong };
}

function notEnough(error: number, count: number): string {
  return (
    `Not enough data for the read rate at ${percent(error, { digits: 3 })} error: ` +
    `${count} image${count === 1 ? "" : "s"}, at least ${fewest(error)} are needed.`
  );
}

function fewest(error: number): number {
  return Math.ceil(1 / error);
}
