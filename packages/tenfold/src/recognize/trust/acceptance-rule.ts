import type { Proof, ReadLevel, ReadString } from "../../document/document.js";
import { percent } from "../../percent.js";
import { acceptFrom, calibratedConfidence, type ReadCalibration } from "./acceptance.js";
import { expectedFrom, type OwnCalibration, ownConfidence } from "./own/own-calibration.js";
import { provenFrom } from "./own/proven-from.js";

/** What is known of a reader's confidences. */
export interface Known {
  /** What the network's file says; without it confidences are taken at their word. */
  readonly calibration?: ReadCalibration | undefined;
  /** What own readings say of confidences that are calibrated so. */
  readonly own?: OwnCalibration | undefined;
  /** Where the digits of a reading were each seen by itself: what that is worth of one digit, in place of `calibration`. */
  readonly each?: EachDigit | undefined;
}

/** A reading of digits each of which was seen by itself. */
export interface EachDigit {
  readonly calibration: ReadCalibration;
  /** How many there are. */
  readonly count: number;
}

/** What becomes of readings when so many may be wrong. Takes confidences as `decode` gives them. */
interface AcceptanceRule {
  isAccepted(given: number): boolean;
  /** What the promise rests on, for readings at least so sure; of those that are not accepted, for those that would be. */
  proofOf(given: number): Proof;
  /** Why nothing can be accepted, as a reason; nothing where something can. */
  readonly refusal?: string;
}

/** What a reading comes to by its confidence. */
export interface Standing extends Pick<ReadString, "confidence" | "status" | "proof" | "levels"> {
  /** Why nothing can be accepted at the wanted error, as a reason; nothing where something can. */
  readonly refusal?: string | undefined;
}

/** What is wanted of the accepted readings. */
export interface Wanted extends Known {
  /** At most so large a share of them may be wrong. */
  readonly maxError: number;
  /** Further error rates at which a reading says what becomes of it. */
  readonly levels?: readonly number[] | undefined;
  /** Whether something else keeps the reading from being accepted. */
  readonly isBarred?: boolean;
}

/**
 * What a reading comes to.
 *
 * @param given its confidence as `decode` gives it
 * @throws UsageError when an error rate is no share
 */
export function standingOf(given: number, { maxError, levels, isBarred = false, ...known }: Wanted): Standing {
  const at = (level: number): Omit<ReadLevel, "maxError"> => {
    const { isAccepted, proofOf } = ruleFor(level, known);
    return { status: isAccepted(given) && !isBarred ? "accepted" : "review", proof: proofOf(given) };
  };
  return {
    confidence: worthOf(given, known),
    ...at(maxError),
    ...(levels && { levels: levels.map((level) => ({ maxError: level, ...at(level) })) }),
    refusal: ruleFor(maxError, known).refusal,
  };
}

/** The probability that a reading is right, by all that is known. */
function worthOf(given: number, { calibration, own, each }: Known): number {
  const shipped = each ? worthOfEach(given, each) : calibratedConfidence(given, calibration);
  return own ? ownConfidence(shipped, own) : shipped;
}

function ruleFor(maxError: number, { calibration, own, each }: Known): AcceptanceRule {
  if (own) return ruleByOwn(maxError, own, (given) => worthOf(given, { calibration, each }));
  return each ? ruleByDigits(maxError, each) : ruleByFile(maxError, calibration);
}

/** Of a reading's confidence what falls to each digit: its geometric mean. */
function shareOfEach(given: number, { count }: EachDigit): number {
  return given ** (1 / Math.max(count, 1));
}

/** The probability that all digits are right. */
function worthOfEach(given: number, each: EachDigit): number {
  return calibratedConfidence(shareOfEach(given, each), each.calibration) ** Math.max(each.count, 1);
}

/**
 * Each digit may be wrong with its part of the error (union bound); or, as long strings would need more than any number of readings proves, all of them
 * together are as right as is wanted, and each is at least as sure as a digit alone would have to be.
 */
function ruleByDigits(maxError: number, each: EachDigit): AcceptanceRule {
  const { calibration, count } = each;
  const [alone, parted] = thresholds.of(calibration, `${maxError} of ${count}`, () => [
    acceptFrom(maxError, calibration),
    acceptFrom(maxError / Math.max(count, 1), calibration),
  ]);
  if (alone === Number.POSITIVE_INFINITY) return outOfReach(tooLittle(maxError));
  const isProven = (given: number) => shareOfEach(given, each) >= (parted as number);
  const isExpected = (given: number) => shareOfEach(given, each) >= (alone as number) && worthOfEach(given, each) >= 1 - maxError;
  return { isAccepted: (given) => isProven(given) || isExpected(given), proofOf: (given) => (isProven(given) ? "proven" : "expected") };
}

function tooLittle(maxError: number): string {
  return `what is known of the reader is too little to promise at most ${percent(maxError, { digits: 3 })} of errors`;
}

function ruleByFile(maxError: number, calibration: ReadCalibration | undefined): AcceptanceRule {
  const [from] = calibration
    ? thresholds.of(calibration, String(maxError), () => [acceptFrom(maxError, calibration)] as const)
    : [acceptFrom(maxError)];
  if (from === Number.POSITIVE_INFINITY) {
    return outOfReach(tooLittle(maxError));
  }
  return { isAccepted: (given) => given >= from, proofOf: () => (calibration ? "proven" : "expected") };
}

function ruleByOwn(maxError: number, own: OwnCalibration, shipped: (given: number) => number): AcceptanceRule {
  acceptFrom(maxError); // refuses what is no share
  const [expected, proven] = thresholds.of(
    own,
    String(maxError),
    () => [expectedFrom(maxError, own), provenFrom(maxError, own.counts)] as const,
  );
  const from = Math.min(expected, proven);
  if (from === Number.POSITIVE_INFINITY) {
    const error = percent(maxError, { digits: 3 });
    return outOfReach(`the ${own.readings} readings calibrated on are too few, or too many wrong, to promise at most ${error} of errors`);
  }
  return {
    isAccepted: (given) => shipped(given) >= from,
    proofOf: (given) => (proven === from || shipped(given) >= proven ? "proven" : "expected"),
  };
}

function outOfReach(refusal: string): AcceptanceRule {
  return { isAccepted: () => false, proofOf: () => "out of reach", refusal };
}

/** Thresholds by calibration and error rate: they take longer to find than a string to decode. */
const thresholds = {
  found: new WeakMap<object, Map<string, readonly number[]>>(),
  of<Found extends readonly number[]>(calibration: object, asked: string, find: () => Found): Found {
    const known = this.found.get(calibration) ?? new Map<string, readonly number[]>();
    this.found.set(calibration, known);
    const found = (known.get(asked) as Found | undefined) ?? find();
    known.set(asked, found);
    return found;
  },
};
