// Beam pruning: what lies only on ways far less likely than the best is not looked at.

import type { CandidatePiece } from "./candidate-pieces.js";

/**
 * A way that geometry alone takes to be so much less likely than the best one, as a natural logarithm, is not looked at: by this, as many of a
 * thousand composed strings came out right as without a limit, and one less by 5.
 */
const LEAST = 7;

/**
 * The pieces that are worth looking at: those on some way through the line whose geometry is not far from the best way's (beam pruning with exact
 * scores ahead, as in Ney, Ortmanns, "Dynamic programming search for continuous speech recognition", IEEE SPM 16(5), 1999).
 *
 * @param belongs logarithm of the probability, by geometry, that a piece begins and ends where it does and nowhere between
 */
export function likelyPieces(
  pieces: readonly CandidatePiece[],
  cuts: number,
  belongs: (piece: CandidatePiece) => number,
): CandidatePiece[] {
  const before = new Float64Array(cuts + 1).fill(Number.NEGATIVE_INFINITY);
  const after = before.slice();
  before[0] = 0;
  after[cuts] = 0;
  const scores = pieces.map(belongs);
  const byEnd = [...pieces.keys()].sort((one, other) => (pieces[one] as CandidatePiece).to - (pieces[other] as CandidatePiece).to);
  for (const at of byEnd) {
    const { from, to } = pieces[at] as CandidatePiece;
    before[to] = Math.max(before[to] as number, (before[from] as number) + (scores[at] as number));
  }
  const byStart = [...pieces.keys()].sort((one, other) => (pieces[other] as CandidatePiece).from - (pieces[one] as CandidatePiece).from);
  for (const at of byStart) {
    const { from, to } = pieces[at] as CandidatePiece;
    after[from] = Math.max(after[from] as number, (scores[at] as number) + (after[to] as number));
  }
  const best = before[cuts] as number;
  return pieces.filter(({ from, to }, at) => (before[from] as number) + (scores[at] as number) + (after[to] as number) >= best - LEAST);
}
