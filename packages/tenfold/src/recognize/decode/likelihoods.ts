import type { FreeSums } from "./free-sums.js";
import type { Ways } from "./ways.js";

/** What the ways through a lattice do where nothing is known of the text, as shares of all of them. Each is 0..1. */
export interface Likelihoods {
  /** For each arc, the share of the ways to its end that use it. */
  readonly onward: Float64Array;
  /** For each arc, the share of the ways from its beginning that use it. */
  readonly backward: Float64Array;
  /** For each arc, the share of all ways that use it. */
  readonly using: Float64Array;
  /** For each cut, the share of all ways that have it. */
  readonly passing: Float64Array;
}

export function likelihoods({ arcs }: Ways, { before, after, mass }: FreeSums): Likelihoods {
  const share = (logarithm: number): number => (Number.isNaN(logarithm) ? 0 : Math.exp(logarithm)); // of no way at all
  const at = (values: Float64Array, cut: number): number => values[cut] as number;
  return {
    onward: Float64Array.from(arcs, ({ from, to, score }) => share(at(before, from) + score - at(before, to))),
    backward: Float64Array.from(arcs, ({ from, to, score }) => share(score + at(after, to) - at(after, from))),
    using: Float64Array.from(arcs, ({ from, to, score }) => share(at(before, from) + score + at(after, to) - mass)),
    passing: before.map((way, cut) => share(way + at(after, cut) - mass)),
  };
}
