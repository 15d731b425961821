import { type HandLook, weightAt } from "./hand-looks.js";
import { FEATURES, HAND_CLASSES } from "./hand-parameters.js";

/** What digits show of the hand that wrote them: how many there are of each class, and the sums of their features. */
export interface HandEvidence {
  /** [10]; shares of digits count, where it is not certain what one is, or it is smudged. */
  readonly counts: Float64Array;
  /** [10, 32] */
  readonly sums: Float64Array;
}

/** A digit of a hand. */
export interface ShownDigit {
  readonly look: HandLook;
  /** [10]: the log probability that it is each digit; all may be small, as of what may be none. */
  readonly scores: ArrayLike<number>;
}

/** Of a hand that nothing is known of. */
export function noEvidence(): HandEvidence {
  return { counts: new Float64Array(HAND_CLASSES), sums: new Float64Array(HAND_CLASSES * FEATURES) };
}

/** What digits show beside what was known before. */
export function evidenceOf(digits: readonly ShownDigit[], before: HandEvidence = noEvidence()): HandEvidence {
  return summed(before, digits, 1);
}

/** The same without some of the digits that it was made of: what the others say of them. */
export function evidenceWithout(evidence: HandEvidence, digits: readonly ShownDigit[]): HandEvidence {
  const { counts, sums } = summed(evidence, digits, -1);
  return { counts: counts.map((count) => Math.max(0, count)), sums }; // differences of sums are not exact
}

/** Such shares of digits change nothing, and most are: leaving them out saves half of the time. */
const NEXT_TO_NOTHING = 1e-6;

function summed({ counts, sums }: HandEvidence, digits: readonly ShownDigit[], sign: 1 | -1): HandEvidence {
  const all = { counts: counts.slice(), sums: sums.slice() };
  for (const { look, scores } of digits) {
    for (let one = 0; one < HAND_CLASSES; one++) {
      const share = sign * Math.exp(scores[one] as number) * weightAt(look.distances[one] as number);
      if (Math.abs(share) < NEXT_TO_NOTHING) continue;
      (all.counts[one] as number) += share;
      for (let at = 0; at < FEATURES; at++) (all.sums[one * FEATURES + at] as number) += share * (look.features[at] as number);
    }
  }
  return all;
}
