import { InputError, UsageError } from "../errors.js";
import { clopperPearsonUpper } from "../evaluate/clopper-pearson.js";
import { isotonicRegression, shareRight } from "../evaluate/isotonic-regression.js";
import { type RiskCoveragePoint, riskCoverage } from "../evaluate/risk-coverage.js";

/** What is known of a reader's confidences from readings whose truth was known; plain data, kept beside the reader's network. */
export interface ReadCalibration {
  /** How often readings of a confidence were right, by rising confidence; between two of them in proportion. */
  readonly map: readonly { readonly confidence: number; readonly right: number }[];
  /** How many readings had at least a confidence, and how many of them were wrong, from the highest confidence down. */
  readonly counts: readonly { readonly threshold: number; readonly answered: number; readonly wrong: number }[];
}

/** Each threshold that is looked at accepts so many of the next one's readings; the closer together they are, the less each may promise. */
const STEP = 0.9;

/** Fewer accepted readings prove nothing of interest. */
const FEWEST = 20;

/** How sure it is that the error stays below the one wanted. */
const SURE = 0.95;

/**
 * Learns from readings whose truth is known what their confidences are worth.
 *
 * @param confidences one a reading, as `decode` gives them, not calibrated
 * @param hits 1 where the reading was right, else 0
 * @throws InputError when there are none, ShapeError when there are not as many of both
 */
export function calibrateReadings(confidences: ArrayLike<number>, hits: ArrayLike<number>): ReadCalibration {
  const curve = riskCoverage(confidences, hits);
  return {
    map: isotonicRegression(confidences, hits).map((block) => ({ confidence: block.at, right: shareRight(block) })),
    counts: stepsOf(curve).map(({ threshold, answered, wrong }) => ({ threshold, answered, wrong })),
  };
}

/** Points of the curve from few readings to all, each with a tenth more than the one before. */
function stepsOf(curve: readonly RiskCoveragePoint[]): RiskCoveragePoint[] {
  const steps = new Set<RiskCoveragePoint>();
  for (let wanted = curve.at(-1)?.answered ?? 0; wanted >= FEWEST; wanted *= STEP) {
    const point = curve.find(({ answered }) => answered >= wanted);
    if (point) steps.add(point);
  }
  return [...steps].reverse();
}

/** The probability that a reading of a confidence is right; the confidence itself where nothing is known of it. */
export function calibratedConfidence(confidence: number, calibration?: ReadCalibration): number {
  if (!calibration) return confidence;
  const { map } = calibration;
  const [first, last] = [map.at(0), map.at(-1)];
  if (!first || !last) throw new InputError("a calibration of readings has at least one point; calibrate on more readings");
  if (confidence <= first.confidence) return first.right;
  const above = map.findIndex((point) => point.confidence >= confidence);
  const [low, high] = [map[above - 1], map[above]];
  if (!low || !high) return last.right;
  return low.right + ((high.right - low.right) * (confidence - low.confidence)) / (high.confidence - low.confidence);
}

/**
 * The confidence from which on readings are accepted, so that at most the share `maxError` of the accepted ones is wrong.
 *
 * With a calibration it is the lowest threshold at which the error on the calibration's readings proves that, with 95 % certainty that
 * holds for all thresholds looked at together. Without one, every reading has to be wrong with at most that probability by itself.
 *
 * Source: Geifman, El-Yaniv, "Selective classification for deep neural networks", NeurIPS 2017 (selection with guaranteed risk)
 *
 * @param maxError above 0, below 1
 * @returns Infinity where the calibration has too few readings, or too many wrong ones, to promise so little
 * @throws UsageError when `maxError` is no such share
 */
export function acceptFrom(maxError: number, calibration?: ReadCalibration): number {
  if (!(maxError > 0 && maxError < 1)) throw new UsageError(`maxError is a share above 0 and below 1, as 0.01 for 1 %, not ${maxError}`);
  if (!calibration) return 1 - maxError;
  const { counts } = calibration;
  const sure = 1 - (1 - SURE) / Math.max(counts.length, 1);
  const proven = counts.filter(({ answered, wrong }) => clopperPearsonUpper(wrong, answered, sure) <= maxError);
  return proven.reduce((least, { threshold }) => Math.min(least, threshold), Number.POSITIVE_INFINITY);
}

/**
 * Checks a calibration that comes from a file.
 *
 * @throws InputError when it is none
 */
export function readCalibrationOf(data: unknown): ReadCalibration {
  const { map, counts } = (typeof data === "object" && data !== null ? data : {}) as Partial<ReadCalibration>;
  const isShare = (value: unknown): boolean => typeof value === "number" && value >= 0 && value <= 1;
  const rises = (values: readonly number[]): boolean => values.every((value, at) => at === 0 || value > (values[at - 1] as number));
  const isMap =
    Array.isArray(map) &&
    map.length > 0 &&
    map.every((point) => isShare(point?.confidence) && isShare(point?.right)) &&
    rises(map.map(({ confidence }) => confidence));
  const isCount = ({ threshold, answered, wrong }: ReadCalibration["counts"][number]): boolean =>
    isShare(threshold) && Number.isInteger(answered) && Number.isInteger(wrong) && wrong >= 0 && answered >= wrong;
  if (!isMap || !Array.isArray(counts) || !counts.every((count) => count && isCount(count))) {
    throw new InputError("this is no calibration of readings: { map: [{ confidence, right }], counts: [{ threshold, answered, wrong }] }");
  }
  return { map, counts };
}
