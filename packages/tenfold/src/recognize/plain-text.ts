import { bestPaths } from "./best-paths.js";
import type { Lattice, Piece } from "./lattice.js";

/** The likeliest reading of a lattice where any symbols may follow each other. */
export interface PlainReading {
  /** With separators. */
  readonly text: string;
  readonly score: number;
  readonly pieces: readonly (Piece & { readonly symbol: Piece["symbols"][number] })[];
}

/** The `count` likeliest ways to read a line of which nothing is known, likeliest first; ways that differ in nothing but their cuts are several. */
export function plainReadings({ cuts, pieces }: Lattice, count = 1): PlainReading[] {
  const segments = pieces.flatMap((piece) =>
    piece.symbols.map((symbol) => ({ from: piece.from, to: piece.to, score: symbol.score, piece, symbol })),
  );
  return bestPaths(segments, cuts, count).map((path) => ({
    text: path.segments.map(({ symbol }) => symbol.text).join(""),
    score: path.score,
    pieces: path.segments.map(({ piece, symbol }) => ({ ...piece, symbol })),
  }));
}
