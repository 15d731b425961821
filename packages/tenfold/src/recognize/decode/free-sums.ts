// The forward-backward algorithm over a lattice, with nothing known of the text.

import { logSum } from "./log-sum.js";
import type { Ways } from "./ways.js";

/** What a lattice says when nothing is known of the text. All are natural logarithms. */
export interface FreeSums {
  /** The sum of all ways from the first cut to each. */
  readonly before: Float64Array;
  /** The sum of all ways from each cut to the last. */
  readonly after: Float64Array;
  /** The sum of all ways. */
  readonly mass: number;
}

/** Sums all ways through a lattice, forward and backward (Rabiner, "A tutorial on hidden Markov models", Proc. IEEE 77(2), 1989). */
export function freeSums({ end, arcs }: Ways): FreeSums {
  const before = new Float64Array(end + 1).fill(Number.NEGATIVE_INFINITY);
  const after = before.slice();
  before[0] = 0;
  after[end] = 0;
  for (const { from, to, score } of arcs) before[to] = logSum(before[to] as number, (before[from] as number) + score);
  for (const { from, to, score } of arcs.toReversed()) after[from] = logSum(after[from] as number, score + (after[to] as number));
  return { before, after, mass: before[end] as number };
}
