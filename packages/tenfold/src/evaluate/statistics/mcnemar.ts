import { InputError, ShapeError } from "../../errors.js";

/** Whether two networks judged on the same images differ by more than luck. */
export interface McNemar {
  /** Images that the first read right and the second wrong. */
  readonly onlyFirst: number;
  readonly onlySecond: number;
  /** The probability of so uneven a split, or a more uneven one, if both were equally good: two-sided, exact, 0..1. */
  readonly p: number;
}

/**
 * McNemar's test in its exact form: of the images that only one of two networks read right, each is as likely the first's as the
 * second's when the two are equally good. The binomial sum is taken in full, so that it holds for small counts and large ones.
 *
 * Source: Q. McNemar (1947), "Note on the sampling error of the difference between correlated proportions or percentages".
 *
 * @param first 1 where the first network read the image right, else 0
 * @param second the same of the second network, on the same images in the same order
 * @throws ShapeError when they are not as many
 * @throws InputError when there is no image
 */
export function mcnemar(first: ArrayLike<number>, second: ArrayLike<number>): McNemar {
  if (first.length !== second.length) {
    throw new ShapeError(`mcnemar: ${first.length} and ${second.length} images came; judge both networks on the same images`);
  }
  if (first.length === 0) throw new InputError("mcnemar: no images came; pass at least one");
  let [onlyFirst, onlySecond] = [0, 0];
  for (let row = 0; row < first.length; row++) {
    if (first[row] && !second[row]) onlyFirst++;
    if (!first[row] && second[row]) onlySecond++;
  }
  return { onlyFirst, onlySecond, p: Math.min(1, 2 * lowerTail(onlyFirst + onlySecond, Math.min(onlyFirst, onlySecond))) };
}

/** The probability of at most `k` heads in `n` tosses of a fair coin, summed in logarithms: 2⁻ⁿ alone may be too small for a number. */
function lowerTail(n: number, k: number): number {
  let log = -n * Math.LN2;
  let tail = Math.exp(log);
  for (let i = 1; i <= k; i++) {
    log += Math.log((n - i + 1) / i);
    tail += Math.exp(log);
  }
  return tail;
}
