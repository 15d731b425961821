import { evidenceOf, evidenceWithout, type HandEvidence, noEvidence, type ShownDigit } from "./hand-evidence.js";
import type { HandLook } from "./hand-looks.js";
import type { HandParameters } from "./hand-parameters.js";
import { handTerms } from "./hand-terms.js";
import { withTerms } from "./with-terms.js";

/** What digits say together of the hand that wrote them. */
export interface HeardHand {
  /**
   * Whether they look like one hand's. A digit of one hand is likelier by the others than by people in general; a mean of many hands is nobody's, and
   * tells nothing of a further one.
   */
  readonly isOne: boolean;
  /**
   * What the hand says of ink: log likelihood ratios of the ten digits, [10].
   *
   * @param own the heard digits, by their places, that this ink is part of: nothing is a witness to itself
   */
  termsOf(look: HandLook, own: readonly number[]): Float64Array;
}

/**
 * Digits are one hand's where they are likelier by each other by more than this part of what a hand makes likelier on average: 1 and more of half of the
 * hands, at least 0.4 of 49 in 50 that show forty digits, and of as many digits of many hands at most 0.36 in 99 of 100 cases.
 */
const ONE_HAND = 0.35;

/**
 * Hears a hand: first by what the digits are to the network, then by what they are to that hand, which tells its shapes apart more clearly.
 *
 * @param known what is known of the writer beforehand
 */
export function hearHand(digits: readonly ShownDigit[], parameters: HandParameters, known: HandEvidence = noEvidence()): HeardHand {
  const first = evidenceOf(digits, known);
  let [likelier, most] = [0, 0];
  const heard = digits.map((digit): ShownDigit => {
    const { look, scores } = digit;
    const { terms, expected } = handTerms(look, evidenceWithout(first, [digit]), parameters);
    for (const [one, term] of terms.entries()) {
      const share = Math.exp(scores[one] as number);
      likelier += share * term;
      most += share * (expected[one] as number);
    }
    return { look, scores: withTerms(scores, terms) };
  });
  const evidence = evidenceOf(heard, known);
  return {
    isOne: likelier > ONE_HAND * most,
    termsOf(look, own) {
      const others = evidenceWithout(
        evidence,
        own.map((at) => heard[at] as ShownDigit),
      );
      return handTerms(look, others, parameters).terms;
    },
  };
}
