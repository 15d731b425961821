import { InputError } from "../../errors.js";
import type { Lattice, Piece } from "../lattice.js";
import { logSum } from "./log-sum.js";

/** A piece of a lattice read in one way. */
export interface Arc {
  /** Its place among all arcs. */
  readonly index: number;
  readonly from: number;
  readonly to: number;
  /** One character, or "" for ink that stands for nothing. */
  readonly text: string;
  readonly score: number;
  readonly piece: Piece;
}

/** A piece with everything it may be read as. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly arcs: readonly Arc[];
}

/** All ways through a lattice, made ready for sums over them. */
export interface Ways {
  /** The last cut. */
  readonly end: number;
  /** By the cut where they end. */
  readonly arcs: readonly Arc[];
  /** The spans that end at each cut. */
  readonly into: readonly (readonly Span[])[];
}

/** More cuts than any line has, A4 at 1200 dpi across. */
const MOST_CUTS = 10_000;

/**
 * The ways through a lattice; readings of no probability are left out.
 *
 * @throws InputError when a piece does not lead from one cut to a later one, a symbol has several characters, or a score is not a number
 */
export function waysThrough({ cuts, pieces }: Lattice): Ways {
  if (!Number.isInteger(cuts) || cuts < 0 || cuts > MOST_CUTS) throw new InputError(`a lattice has 0 to ${MOST_CUTS} cuts, not ${cuts}`);
  const arcs: Arc[] = [];
  const into: Span[][] = Array.from({ length: cuts + 1 }, () => []);
  for (const piece of pieces.toSorted((one, other) => one.to - other.to)) {
    const { from, to } = piece;
    if (!(Number.isInteger(from) && Number.isInteger(to) && from >= 0 && from < to && to <= cuts)) {
      throw new InputError(`a piece leads from one of the cuts 0 to ${cuts} to a later one, not from ${from} to ${to}`);
    }
    const own = Array.from(scoresOf(piece), ([text, score], at): Arc => ({ index: arcs.length + at, from, to, text, score, piece }));
    arcs.push(...own);
    into[to]?.push({ from, to, arcs: own });
  }
  return { end: cuts, arcs, into };
}

/** Scores by what they are for, each once. */
function scoresOf({ symbols, from, to }: Piece): Map<string, number> {
  const scores = new Map<string, number>();
  for (const { text, score } of symbols) {
    if (text.length > 1) throw new InputError(`a symbol is one character or none, not "${text}"`);
    if (Number.isNaN(score) || score === Number.POSITIVE_INFINITY) {
      throw new InputError(`a score is the logarithm of a probability, not ${score} as for "${text}" from cut ${from} to ${to}`);
    }
    if (score > Number.NEGATIVE_INFINITY) scores.set(text, logSum(scores.get(text) ?? Number.NEGATIVE_INFINITY, score));
  }
  return scores;
}
