import type { ModelUsed, Proof } from "../../../document/document.js";
import { InputError, ShapeError } from "../../../errors.js";
import { type ErrorCurve, likelyCurves, meanCurve, rightBy } from "./error-curve.js";
import { type OwnCount, ownRisks } from "./own-risks.js";
import { provenFrom } from "./proven-from.js";

/** The version of what the keys mean. */
export const OWN_VERSION = 1;

/**
 * What is known of a reader's confidences from readings of one's own whose truth is known, on top of what the networks' files say: plain
 * data, as a file has it. `loadReader({ calibration })` takes it.
 */
export interface OwnCalibration {
  readonly version: typeof OWN_VERSION;
  /** The networks whose readings these were; others' confidences are worth something else. */
  readonly model: ModelUsed;
  /** How long the reader looked: "fast", "usual" or "thorough". */
  readonly effort: string;
  readonly readings: number;
  readonly right: number;
  /** What the reader's confidence is worth here. */
  readonly correction: ErrorCurve;
  /** From the surest down; what is accepted, and what is proven, follows from these. */
  readonly counts: readonly OwnCount[];
}

/** Fewer readings say nothing of confidences. */
const FEWEST_READINGS = 30;

export interface FitOwnOptions {
  /** As the reader that read says: `reader.model`. */
  readonly model: ModelUsed;
  /** "usual" unless told. */
  readonly effort?: string | undefined;
}

/**
 * Learns from readings of one's own what a reader's confidences are worth: a correction of two numbers, drawn towards the confidences as they
 * are the more the fewer readings there are, and for each threshold how many readings it accepts, how many of them are wrong, and how many
 * may be in the long run.
 *
 * Leave out readings that a person is to look at whatever their confidence: they are never accepted.
 *
 * @param confidences one a reading, as a reader without such a calibration gives them, 0..1
 * @param hits 1 where the reading was right, else 0
 * @throws InputError when there are fewer than 30, or all are wrong; ShapeError when there are not as many of both
 */
export function fitOwnCalibration(
  confidences: ArrayLike<number>,
  hits: ArrayLike<number>,
  { model, effort = "usual" }: FitOwnOptions,
): OwnCalibration {
  const readings = confidences.length;
  if (hits.length !== readings)
    throw new ShapeError(`fitOwnCalibration: ${readings} confidences but ${hits.length} hits; pass one a reading`);
  if (readings < FEWEST_READINGS) {
    throw new InputError(
      `${readings} reading${readings === 1 ? " is" : "s are"} too few to calibrate on; ${FEWEST_READINGS} are wanted at least, some hundreds are better`,
    );
  }
  const right = Array.from(hits).filter((hit) => hit).length;
  if (right === 0) throw new InputError(`all ${readings} readings are wrong; check that truth and pictures belong together, and the field`);
  const curves = likelyCurves(confidences, hits);
  const { calibration: _, ...networks } = model;
  return {
    version: OWN_VERSION,
    model: networks,
    effort,
    readings,
    right,
    correction: meanCurve(curves),
    counts: ownRisks(confidences, hits, curves),
  };
}

/** What a reader's confidence is worth by an own calibration. */
export function ownConfidence(confidence: number, { correction }: OwnCalibration): number {
  return rightBy(correction, confidence);
}

/** With fewer mistakes allowed among all own readings, an expectation would rest on the form of the curve alone. */
const FEWEST_MISTAKES = 0.4;

/** The confidence from which on readings may be accepted, as far as is expected; Infinity where nothing may, or too few own readings tell. */
export function expectedFrom(maxError: number, { counts, readings }: OwnCalibration): number {
  if (maxError * readings < FEWEST_MISTAKES) return Number.POSITIVE_INFINITY;
  const kept = counts.filter(({ risk, wrong, answered }) => risk <= maxError && wrong <= maxError * answered);
  return kept.reduce((least, { threshold }) => Math.min(least, threshold), Number.POSITIVE_INFINITY);
}

/** What an own calibration accepts of the readings that it was fitted on. */
export interface OwnAcceptance {
  readonly accepted: number;
  /** Of the accepted ones. */
  readonly wrong: number;
  /** How many of the accepted ones are at least as sure as those that prove the error. */
  readonly proven: number;
  /** What the promise rests on for all of them. */
  readonly proof: Proof;
}

/**
 * What becomes of own readings at an error rate; of others that are accepted as many are wrong at most, as far as is proven or expected.
 *
 * @param maxError above 0, below 1
 */
export function ownAcceptance(own: OwnCalibration, maxError: number): OwnAcceptance {
  const [expected, proven] = [expectedFrom(maxError, own), provenFrom(maxError, own.counts)];
  const from = Math.min(expected, proven);
  const last = own.counts.findLast(({ threshold }) => threshold >= from);
  return {
    accepted: last?.answered ?? 0,
    wrong: last?.wrong ?? 0,
    proven: own.counts.findLast(({ threshold }) => threshold >= proven)?.answered ?? 0,
    proof: from === Number.POSITIVE_INFINITY ? "out of reach" : from === proven ? "proven" : "expected",
  };
}
