/** log(exp(a) + exp(b)), for probabilities kept as natural logarithms; -Infinity is none. */
export function logSum(a: number, b: number): number {
  if (a < b) return logSum(b, a);
  return b === Number.NEGATIVE_INFINITY ? a : a + Math.log1p(Math.exp(b - a));
}
