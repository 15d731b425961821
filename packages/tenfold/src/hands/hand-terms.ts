import type { HandEvidence } from "./hand-evidence.js";
import { type HandLook, surprise } from "./hand-looks.js";
import { FEATURES, HAND_CLASSES, type HandParameters } from "./hand-parameters.js";

/**
 * A class of which a hand showed so many digits leans half on that hand, and one that it did not show not at all: where only some classes are there, as in
 * amounts and dates, what was misread would else be believed.
 */
const HALF_KNOWN = 3;

/** What a hand says of a digit. */
export interface HandTerms {
  /** `[10]`: how much likelier it looks so by this hand than by people in general, if it is each of the ten; natural logarithms. */
  readonly terms: Float64Array;
  /** [10]: what that would be on average of a digit of the class by this very hand. */
  readonly expected: Float64Array;
}

/**
 * Log likelihood ratios of a digit by a hand against people in general.
 *
 * A hand's mean of a class lies about the general one by the variance `between`; n digits of that class, which vary about the hand's mean by 1, move it
 * towards theirs (maximum a posteriori), and what is then left to know widens what the next digit may be:
 *
 *   v = between / (1 + n between)      mean + v Σ (x - mean), variance 1 + v      against      mean, variance 1 + between
 *
 * Source: Gauvain, Lee, "Maximum a posteriori estimation for multivariate Gaussian mixture observations of Markov chains", IEEE TSAP 2(2), 1994
 *
 * @param evidence what other digits of the hand show; with the digit itself among them every class would claim it
 */
export function handTerms({ features, distances }: HandLook, { counts, sums }: HandEvidence, parameters: HandParameters): HandTerms {
  const terms = new Float64Array(HAND_CLASSES);
  const expected = new Float64Array(HAND_CLASSES);
  for (let one = 0; one < HAND_CLASSES; one++) {
    const count = counts[one] as number;
    const known = count / (count + HALF_KNOWN);
    const { distance, narrower } = byHand(features, one, count, sums, parameters);
    terms[one] = known * (surprise(distances[one] as number) - surprise(distance) + narrower);
    expected[one] = known * narrower;
  }
  return { terms, expected };
}

interface ByHand {
  /** Squared, from the hand's mean, in standard deviations. */
  readonly distance: number;
  /** How much less wide the hand's digits are spread than people's: half the logarithm of the ratio of all variances. */
  readonly narrower: number;
}

function byHand(features: Float32Array, one: number, count: number, sums: Float64Array, { means, between }: HandParameters): ByHand {
  let distance = 0;
  let ratio = 1;
  for (let at = 0, place = one * FEATURES; at < FEATURES; at++, place++) {
    const mean = means[place] as number;
    const prior = between[at] as number;
    const sharper = 1 + count * prior; // v = prior / sharper, and 1 / (1 + v) is:
    const share = sharper / (sharper + prior);
    const away = (features[at] as number) - mean - (prior / sharper) * ((sums[place] as number) - count * mean);
    distance += away * away * share;
    ratio *= (1 + prior) * share;
  }
  return { distance, narrower: Math.log(ratio) / 2 };
}
