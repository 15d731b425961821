import type { Lattice, Piece } from "../lattice.js";
import { digitScores, isDigit } from "./shown-pieces.js";

/** How much less likely than the likeliest a digit of a piece may be, as a natural logarithm, to be weighed still. */
const MATTERS = 12;

/** Those pieces that may be a digit at all. */
export function weighable(pieces: readonly Piece[]): Piece[] {
  return pieces.filter((piece) => piece.digit && Math.max(...digitScores(piece)) > (piece.symbols[0]?.score ?? 0) - MATTERS);
}

/** Of a lattice and the other views of its ink. */
export function weighableIn({ pieces, views = [] }: Lattice): Piece[] {
  return [...weighable(pieces), ...views.flatMap(weighableIn)];
}

/** A piece whose ten digits have other scores, the likeliest symbol first. */
export function withDigitScores(piece: Piece, scores: ArrayLike<number>): Piece {
  const symbols = piece.symbols.map(({ text, score }) => ({ text, score: isDigit(text) ? (scores[Number(text)] as number) : score }));
  return { ...piece, symbols: symbols.sort((one, other) => other.score - one.score) };
}

/** What pieces show, `[n, 28, 28]`. */
export function picturesOf(pieces: readonly Piece[]): Uint8Array {
  const pictures = new Uint8Array(pieces.length * 784);
  for (const [at, { digit }] of pieces.entries()) if (digit) pictures.set(digit.pixels, at * 784);
  return pictures;
}
