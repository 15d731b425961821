import { confidencesAndHits, type Predictions } from "../scores/predictions.js";
import { wilsonInterval } from "../statistics/wilson-interval.js";

/** The images whose confidence lies above `from`, up to `to`; the first bin has 0 too. */
export interface ReliabilityBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Mean probability of the most probable class, 0..1; null in an empty bin, as the next two. */
  readonly confidence: number | null;
  /** Share of the images read right, 0..1. */
  readonly accuracy: number | null;
  /** Where the true share lies: the 95 % Wilson interval of `accuracy`. */
  readonly interval: readonly [number, number] | null;
}

/** Bins of the diagram, as in the literature. */
const BINS = 15;

/** Confidence against accuracy in bins of equal width: a calibrated network is right as often as it says. */
export function reliabilityBins(predictions: Predictions, bins = BINS): ReliabilityBin[] {
  const { confidences, hits } = confidencesAndHits(predictions);
  const sums = Array.from({ length: bins }, () => ({ count: 0, confidence: 0, right: 0 }));
  confidences.forEach((confidence, row) => {
    const index = Math.min(bins, Math.max(1, Math.ceil(confidence * bins))) - 1;
    const bin = sums[index] as (typeof sums)[number];
    bin.count++;
    bin.confidence += confidence;
    bin.right += hits[row] as number;
  });
  return sums.map(({ count, confidence, right }, index) => ({
    from: index / bins,
    to: (index + 1) / bins,
    count,
    confidence: count === 0 ? null : confidence / count,
    accuracy: count === 0 ? null : right / count,
    interval: count === 0 ? null : wilsonInterval(right, count),
  }));
}

/**
 * How far confidence and accuracy lie apart, 0..1: the mean over the bins of |accuracy - confidence|, each bin by its count (expected
 * calibration error: Guo, Pleiss, Sun, Weinberger, 2017, "On calibration of modern neural networks").
 */
export function expectedCalibrationError(bins: readonly ReliabilityBin[]): number {
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  const gaps = bins.reduce((sum, { count, accuracy, confidence }) => sum + count * Math.abs((accuracy ?? 0) - (confidence ?? 0)), 0);
  return total === 0 ? 0 : gaps / total;
}
