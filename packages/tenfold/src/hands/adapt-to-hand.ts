import { ShapeError, UsageError } from "../errors.js";
import { checkOptions } from "../known-options.js";
import { refuseCame, whatCame } from "../what-came.js";
import type { HandEvidence, ShownDigit } from "./hand-evidence.js";
import { needPictures } from "./hand-features.js";
import { handLooks } from "./hand-looks.js";
import { HAND_CLASSES, type HandParameters, needHands } from "./hand-parameters.js";
import { hearHand } from "./hear-hand.js";
import { withTerms } from "./with-terms.js";

/** Digits of one writer, as a network sees them. */
export interface DigitsOfHand {
  /** `[n, classes]`, natural logarithms; the first ten classes are the digits. */
  readonly logProbabilities: Float32Array;
  /** `[n, 28, 28]`, ink 255. */
  readonly pictures: Uint8Array;
}

export interface AdaptOptions {
  /** Whether all digits are one writer's for certain, "one", or the digits themselves tell, "auto"; "auto" unless told. */
  readonly hand?: "one" | "auto" | undefined;
  /** What is known of the writer beforehand. */
  readonly known?: HandEvidence | undefined;
}

/** The same digits, as that hand writes them. */
export interface AdaptedDigits {
  /** `[n, classes]`. What a digit may be otherwise, none or a sign, is as probable as before. */
  readonly logProbabilities: Float32Array;
  /** Whether the hand was heard; otherwise nothing is changed. */
  readonly isHeard: boolean;
  /** How many digits are likelier another one now. */
  readonly changed: number;
}

/**
 * Reads each digit of a writer again by what the others show of the hand: a stroke with a flag is a 1 where the sevens have a bar.
 *
 * With "auto" the hand is heard only where its digits are likelier given each other than from people in general. Where several people wrote
 * them they are not, and then nothing changes.
 *
 * @throws ShapeError when pictures and probabilities do not belong together
 * @throws UsageError when an option is unknown or impossible, or the numbers are no logarithms of probabilities
 */
export function adaptToHand(digits: DigitsOfHand, parameters: HandParameters, options: AdaptOptions = {}): AdaptedDigits {
  checkOptions("adaptToHand", options, ["hand", "known"]);
  const { hand = "auto", known } = options;
  if (hand !== "auto" && hand !== "one") throw new UsageError(`adaptToHand: hand is ${whatCame(hand)}; "auto" or "one" is wanted`);
  needHands("adaptToHand", parameters);
  const { rows, shown } = shownDigits(digits, parameters);
  const heard = hearHand(shown, parameters, known);
  const logProbabilities = digits.logProbabilities.slice();
  if (shown.length === 0 || (hand === "auto" && !heard.isOne)) return { logProbabilities, isHeard: false, changed: 0 };
  let changed = 0;
  for (const [at, { look, scores }] of shown.entries()) {
    const adapted = withTerms(scores, heard.termsOf(look, [at]));
    if (likeliest(adapted) !== likeliest(scores)) changed++;
    logProbabilities.set(adapted, rows[at] as number);
  }
  return { logProbabilities, isHeard: true, changed };
}

/** The digits with what a model of hands sees of them, and where the answer of each begins. */
function shownDigits(digits: DigitsOfHand, parameters: HandParameters): { rows: number[]; shown: ShownDigit[] } {
  if (typeof digits !== "object" || digits === null) refuseCame("adaptToHand: the digits", digits, "{ logProbabilities, pictures }");
  const { logProbabilities, pictures } = digits;
  needPictures("adaptToHand", pictures);
  if (!(logProbabilities instanceof Float32Array))
    refuseCame("adaptToHand: logProbabilities", logProbabilities, "a Float32Array [n, 10], or of more classes,");
  const looks = handLooks(pictures, parameters);
  const count = looks.length;
  const classes = count > 0 ? logProbabilities.length / count : HAND_CLASSES;
  if (!Number.isInteger(classes) || classes < HAND_CLASSES || (count === 0 && logProbabilities.length > 0)) {
    throw new ShapeError(
      `adaptToHand: ${count} pictures but ${logProbabilities.length} log probabilities came; ten a picture are wanted, or more where classes follow the digits`,
    );
  }
  refuseNoLogarithms(logProbabilities, classes);
  const rows = Array.from({ length: count }, (_, at) => at * classes);
  return { rows, shown: looks.map((look, at) => ({ look, scores: logProbabilities.subarray(at * classes, at * classes + HAND_CLASSES) })) };
}

/** Sums of probabilities are 1 but for what 32 bits lose of their logarithms. */
const ROUNDING = 1e-3;

/** Probabilities in their place would be heard without a word, and every digit be as good as certain. */
function refuseNoLogarithms(numbers: Float32Array, classes: number): void {
  for (let row = 0; row * classes < numbers.length; row++) {
    const own = numbers.subarray(row * classes, (row + 1) * classes);
    const strange = own.find((value) => !(value <= ROUNDING));
    if (strange !== undefined)
      throw new UsageError(
        `adaptToHand: digit ${row} has ${strange} among its log probabilities; natural logarithms of probabilities are wanted, at most 0: pass Math.log() of what a network gives`,
      );
    const sum = own.reduce((total, value) => total + Math.exp(value), 0);
    if (sum > 1 + ROUNDING)
      throw new UsageError(
        `adaptToHand: the probabilities of digit ${row} add up to ${sum.toPrecision(3)}; at most 1 is wanted: pass the logarithms of what softmax makes of a network's scores`,
      );
  }
}

function likeliest(scores: ArrayLike<number>): number {
  return Array.from(scores).reduce((best, score, at, all) => (score > (all[best] as number) ? at : best), 0);
}
