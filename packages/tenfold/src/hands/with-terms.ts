import { HAND_CLASSES } from "./hand-parameters.js";

/**
 * So much of what Bayes' rule would make of a hand is believed: the network has seen the same ink, and features are not independent, so all of it would be far
 * too sure. Of 0.05 to 0.35 the last at which errors still fell, in `node bench/hands.js judge`, of every kind of digits; a third more confident digits were right.
 */
const DAMPING = 0.35;

/**
 * The log probabilities of the ten digits with what a hand says of them; that it is a digit at all is as probable as before.
 *
 * @param scores [10], natural logarithms, of probabilities or of anything in proportion to them
 * @param terms [10], log likelihood ratios
 */
export function withTerms(scores: ArrayLike<number>, terms: ArrayLike<number>): Float64Array {
  const moved = Float64Array.from({ length: HAND_CLASSES }, (_, one) => (scores[one] as number) + DAMPING * (terms[one] as number));
  const back = logOfSum(scores) - logOfSum(moved);
  return Number.isFinite(back) ? moved.map((score) => score + back) : Float64Array.from(scores);
}

function logOfSum(scores: ArrayLike<number>): number {
  let most = Number.NEGATIVE_INFINITY;
  for (let one = 0; one < HAND_CLASSES; one++) most = Math.max(most, scores[one] as number);
  if (most === Number.NEGATIVE_INFINITY) return most;
  let sum = 0;
  for (let one = 0; one < HAND_CLASSES; one++) sum += Math.exp((scores[one] as number) - most);
  return most + Math.log(sum);
}
