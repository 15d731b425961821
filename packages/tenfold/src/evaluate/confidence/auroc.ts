import { InputError } from "../../errors.js";

/** How well a score tells digits from things that are none. */
export interface Separation {
  /** The probability that a random digit scores higher than a random other thing, ties counting half: 0..1, 0.5 is chance. */
  readonly auroc: number;
  /** Share of the other things that pass a threshold which 95 % of the digits pass, 0..1: lower is better. */
  readonly fpr95: number;
  /** That threshold: a score from here on passes. */
  readonly threshold95: number;
}

const PASSING = 0.95;

/**
 * AUROC and FPR@95 of a score that should be higher inside than outside.
 *
 * Source: Hendrycks, Gimpel (2017), "A baseline for detecting misclassified and out-of-distribution examples".
 *
 * @param inside scores of what belongs to the classes
 * @param outside scores of what does not
 * @throws InputError when either is empty, or a score is not a number
 */
export function auroc(inside: ArrayLike<number>, outside: ArrayLike<number>): Separation {
  const [ins, outs] = [ascending(inside, "inside"), ascending(outside, "outside")];
  const threshold95 = ins[ins.length - Math.ceil(PASSING * ins.length)] as number;
  return {
    auroc: wins(ins, outs) / (ins.length * outs.length),
    fpr95: (outs.length - below(outs, threshold95)) / outs.length,
    threshold95,
  };
}

function ascending(scores: ArrayLike<number>, what: string): Float64Array {
  if (scores.length === 0) throw new InputError(`auroc: no scores came for what is ${what}; pass at least one`);
  const sorted = Float64Array.from(scores).sort();
  if (Number.isNaN(sorted.at(-1))) throw new InputError(`auroc: a score of what is ${what} is not a number; judge a network that works`);
  return sorted;
}

/** Pairs in which the inside scores higher; a tie is half a pair. Both ascending. */
function wins(inside: Float64Array, outside: Float64Array): number {
  let [lower, notHigher, pairs] = [0, 0, 0];
  for (const score of inside) {
    while ((outside[lower] as number) < score) lower++;
    while ((outside[notHigher] as number) <= score) notHigher++;
    pairs += (lower + notHigher) / 2;
  }
  return pairs;
}

/** How many of the ascending scores lie below the threshold. */
function below(scores: Float64Array, threshold: number): number {
  const first = scores.findIndex((score) => score >= threshold);
  return first < 0 ? scores.length : first;
}
