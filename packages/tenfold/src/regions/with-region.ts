import { REGIONAL_DIGITS } from "../synthesis/digits/regional/region-names.js";

/**
 * The log probabilities of the ten digits with what a region says of them. Together those that regions write in ways of their own stay as probable as they
 * were, and so does each of the others.
 *
 * @param scores [10], natural logarithms, of probabilities or of anything in proportion to them
 * @param terms [10], log likelihood ratios
 */
export function withRegion(scores: ArrayLike<number>, terms: ArrayLike<number>): Float64Array {
  const moved = Float64Array.from(scores);
  for (const digit of REGIONAL_DIGITS) moved[digit] = (scores[digit] as number) + (terms[digit] as number);
  const back = logOfSum(scores) - logOfSum(moved);
  if (!Number.isFinite(back)) return Float64Array.from(scores);
  for (const digit of REGIONAL_DIGITS) (moved[digit] as number) += back;
  return moved;
}

function logOfSum(scores: ArrayLike<number>): number {
  const regional = REGIONAL_DIGITS.map((digit) => scores[digit] as number);
  const most = Math.max(...regional);
  return most === Number.NEGATIVE_INFINITY ? most : most + Math.log(regional.reduce((sum, score) => sum + Math.exp(score - most), 0));
}
