// Selective classification: calibration, and thresholds whose error is bounded (Clopper-Pearson, union bound).

import { InputError, UsageError } from "../../errors.js";
import { type RiskCoveragePoint, riskCoverage } from "../../evaluate/confidence/risk-coverage.js";
import { atMost } from "../../evaluate/statistics/clopper-pearson.js";
import { isotonicRegression, shareRight } from "../../evaluate/statistics/isotonic-regression.js";

/** What is known of a reader's confidences from readings whose truth was known; plain data, kept beside the reader's network. */
export interface ReadCalibration {
  /** How often readings of a confidence were right, by rising confidence; between two of them in proportion. */
  readonly map: readonly { readonly confidence: number; readonly right: number }[];
  /** How many readings had at least a confidence, and how many of them were wrong, from the highest confidence down. */
  readonly counts: readonly AcceptedCount[];
  /** The same for each source of readings by itself: composed strings, boxes, collections. A threshold has to do for every one of them. */
  readonly sources?: readonly { readonly name: string; readonly counts: readonly AcceptedCount[] }[] | undefined;
}

/** How many readings are at least as sure as a threshold, and how many of them are wrong. */
export interface AcceptedCount {
  readonly threshold: number;
  readonly answered: number;
  readonly wrong: number;
}

/**
 * Each threshold that is looked at accepts so many of the next one's readings. The closer together they are, the less each may promise, but only by the
 * logarithm of their number; where they lie far apart, what may be accepted ends at the last one that is good enough.
 */
const STEP = 0.98;

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

/** Points of the curve from few readings to all, each with a fiftieth more than the one before. */
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
  if (confidence <= first.confidence) return first.confidence > 0 ? (first.right * confidence) / first.confidence : first.right; // none is worth nothing
  const above = map.findIndex((point) => point.confidence >= confidence);
  const [low, high] = [map[above - 1], map[above]];
  if (!low || !high) return last.right;
  return low.right + ((high.right - low.right) * (confidence - low.confidence)) / (high.confidence - low.confidence);
}

/**
 * Learns from readings of several sources what confidences are worth: of each what it would accept, and of all together what is proven.
 *
 * @throws InputError when a source has none, ShapeError when there are not as many hits as confidences
 */
export function calibrateSources(
  sources: readonly { readonly name: string; readonly confidences: ArrayLike<number>; readonly hits: ArrayLike<number> }[],
): ReadCalibration {
  const all = (of: "confidences" | "hits") => sources.flatMap((source) => Array.from(source[of]));
  return {
    ...calibrateReadings(all("confidences"), all("hits")),
    sources: sources.map(({ name, confidences, hits }) => ({ name, counts: mostByWrong(riskCoverage(confidences, hits)) })),
  };
}

/** Of the points with as many wrong readings the one with the most readings, from none wrong on. */
function mostByWrong(curve: readonly RiskCoveragePoint[]): AcceptedCount[] {
  const last = curve.filter(({ wrong }, at) => curve[at + 1]?.wrong !== wrong);
  return last.slice(0, MOST_WRONG).map(({ threshold, answered, wrong }) => ({ threshold, answered, wrong }));
}

/** So many wrong readings of a source tell of any error that is asked for. */
const MOST_WRONG = 100;

/**
 * The confidence from which on readings are accepted, so that at most the share `maxError` of the accepted ones is wrong.
 *
 * With a calibration it is the lowest threshold at which the error on the calibration's readings proves that, with 95 % certainty that
 * holds for all thresholds looked at together; and where it knows its sources, one that would also do, more likely than not, for each of them by
 * itself, as nobody knows of which the next reading is. Without one, every reading has to be wrong with at most that probability by itself.
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
  const { counts, sources = [] } = calibration;
  const proven = lowest(counts, maxError, 1 - (1 - SURE) / Math.max(counts.length, 1));
  return sources.reduce((from, source) => Math.max(from, lowest(source.counts, maxError, LIKELY)), proven);
}

/** How sure it is of a single source, which has fewer readings, that the error stays below the one wanted. */
const LIKELY = 0.5;

/** The lowest threshold at which the error is at most so large, as surely as told. */
function lowest(counts: readonly AcceptedCount[], maxError: number, sure: number): number {
  const kept = counts.filter(({ answered, wrong }) => wrong < answered && atMost(wrong, answered, maxError) <= 1 - sure); // Clopper and Pearson's bound lies below
  return kept.reduce((least, { threshold }) => Math.min(least, threshold), Number.POSITIVE_INFINITY);
}

/**
 * Checks a calibration that comes from a file.
 *
 * @throws InputError when it is none
 */
export function readCalibrationOf(data: unknown): ReadCalibration {
  if (isReadCalibration(data)) {
    const { map, counts, sources } = data;
    return { map, counts, ...(sources && { sources }) };
  }
  throw new InputError("this is no calibration of readings: { map: [{ confidence, right }], counts: [{ threshold, answered, wrong }] }");
}

/** Whether a value is a calibration of readings. */
export function isReadCalibration(data: unknown): data is ReadCalibration {
  const { map, counts, sources } = (typeof data === "object" && data !== null ? data : {}) as Partial<ReadCalibration>;
  const isShare = (value: unknown): boolean => typeof value === "number" && value >= 0 && value <= 1;
  const rises = (values: readonly number[]): boolean => values.every((value, at) => at === 0 || value > (values[at - 1] as number));
  const isMap =
    Array.isArray(map) &&
    map.length > 0 &&
    map.every((point) => isShare(point?.confidence) && isShare(point?.right)) &&
    rises(map.map(({ confidence }) => confidence));
  const areCounts = (given: unknown): given is ReadCalibration["counts"] =>
    Array.isArray(given) && given.every((count) => count && isCount(count));
  const isCount = ({ threshold, answered, wrong }: ReadCalibration["counts"][number]): boolean =>
    isShare(threshold) && Number.isInteger(answered) && Number.isInteger(wrong) && wrong >= 0 && answered >= wrong;
  const areSources =
    sources === undefined ||
    (Array.isArray(sources) && sources.every((source) => typeof source?.name === "string" && areCounts(source.counts)));
  return isMap && areCounts(counts) && areSources;
}
