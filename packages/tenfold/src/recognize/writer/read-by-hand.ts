import type { HandEvidence, ShownDigit } from "../../hands/hand-evidence.js";
import { type HandLook, handLooks } from "../../hands/hand-looks.js";
import type { HandParameters } from "../../hands/hand-parameters.js";
import { type HeardHand, hearHand } from "../../hands/hear-hand.js";
import { withTerms } from "../../hands/with-terms.js";
import { type Box, sharedHeight, sharedWidth } from "../../image/geometry/box.js";
import type { HandUse } from "../hand-use.js";
import type { Lattice, Piece } from "../lattice.js";
import { digitScores, type ShownPiece } from "./shown-pieces.js";
import { picturesOf, weighable, withDigitScores } from "./weighed-pieces.js";

/** A line, a comb of cells or a grid's row, with what it shows of the hand. */
export interface ShownLattice {
  readonly lattice: Lattice;
  readonly shown: readonly ShownPiece[];
}

export interface ByHandOptions {
  readonly parameters: HandParameters;
  readonly hand: Exclude<HandUse, "many">;
  /** What is known of the writer beforehand. */
  readonly known?: HandEvidence | undefined;
}

/** The same lattices, their digits weighed by the hand. */
export interface LatticesByHand {
  readonly lattices: Lattice[];
  /** How many digits showed the hand. */
  readonly from: number;
}

/**
 * Weighs all that ink may be by the hand that the digits show: without another look of a network.
 *
 * @returns nothing where the digits are none, or with "auto" look like those of several people
 */
export function latticesByHand(lattices: readonly ShownLattice[], { parameters, hand, known }: ByHandOptions): LatticesByHand | undefined {
  const places = lattices.flatMap(({ shown }, line) => shown.map((one) => ({ ...one, line })));
  if (places.length === 0) return undefined;
  const looks = looksAt(
    places.map(({ piece }) => piece),
    parameters,
  );
  const digits = places.map(({ scores }, at): ShownDigit => ({ look: looks[at] as HandLook, scores }));
  const heard = hearHand(digits, parameters, known);
  if (hand === "auto" && !heard.isOne) return undefined;
  const weighed = (lattice: Lattice, line: number): Lattice => {
    const own = places.flatMap(({ piece, line: at }, index) => (at === line ? [{ box: piece.box, index }] : []));
    return {
      ...lattice,
      pieces: piecesByHand(lattice.pieces, own, heard, parameters),
      ...(lattice.views && { views: lattice.views.map((view) => weighed(view, line)) }),
    };
  };
  const from = Math.round(digits.reduce((sum, { scores }) => sum + Array.from(scores).reduce((all, score) => all + Math.exp(score), 0), 0));
  return { lattices: lattices.map(({ lattice }, line) => weighed(lattice, line)), from };
}

/** A digit that showed the hand, by its place among all, and where it stands. */
interface Place {
  readonly box: Box;
  readonly index: number;
}

function piecesByHand(pieces: readonly Piece[], shown: readonly Place[], heard: HeardHand, parameters: HandParameters): Piece[] {
  const weighed = weighable(pieces);
  const looks = looksAt(weighed, parameters);
  const byPiece = new Map(weighed.map((piece, at) => [piece, looks[at] as HandLook]));
  return pieces.map((piece) => {
    const look = byPiece.get(piece);
    if (!look) return piece;
    const own = shown.filter(({ box }) => isShared(box, piece.box)).map(({ index }) => index);
    return withDigitScores(piece, withTerms(digitScores(piece), heard.termsOf(look, own)));
  });
}

/** Ink of the same line, however it is cut: nothing is a witness to itself. */
function isShared(one: Box, other: Box): boolean {
  return sharedWidth(one, other) > 0 && sharedHeight(one, other) > 0;
}

function looksAt(pieces: readonly Piece[], parameters: HandParameters): HandLook[] {
  return handLooks(picturesOf(pieces), parameters);
}
