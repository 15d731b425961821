import type { Field } from "../../fields/field.js";
import { decode } from "../decode/decode.js";
import type { Lattice, Piece } from "../lattice.js";

/** A piece of ink that shows how somebody writes a digit. */
export interface ShownPiece {
  readonly piece: Piece;
  /** [10]: the log probability that it is each digit. */
  readonly scores: ArrayLike<number>;
}

/** What shows a hand in lattices whose pieces stand each by itself, as in cells: all of them. */
export function shownApart({ pieces }: Lattice): ShownPiece[] {
  return pieces.filter(({ digit }) => digit).map((piece) => ({ piece, scores: digitScores(piece) }));
}

/** What shows it in a line: the digits of its likeliest reading, as probable as they are whatever way the ink is cut. */
export function shownInLine(line: Lattice, field: Field): ShownPiece[] {
  return decode(line, field, { count: 1 })
    .digits.filter(({ piece }) => piece.digit)
    .map(({ piece, all }) => ({ piece, scores: all.map(Math.log) }));
}

/** The scores of a piece's ten digits. */
export function digitScores({ symbols }: Piece): Float64Array {
  const scores = new Float64Array(10).fill(Number.NEGATIVE_INFINITY);
  for (const { text, score } of symbols) if (isDigit(text)) scores[Number(text)] = score;
  return scores;
}

export function isDigit(text: string): boolean {
  return /^\d$/.test(text);
}
