import { SIGNS } from "../../data/class-names.js";
import type { Field } from "../../fields/field.js";
import type { Lattice, Piece } from "../lattice.js";
import { framesWithout } from "./frame-characters.js";
import { logSum } from "./log-sum.js";

/** What stands around a number and says nothing about it. A field that does not know such a sign reads past it, as past nothing. */
const AROUND = "=()$x#*";

/** What changes a number, or parts it in two. A field that does not know such a sign is missed by ink that has one. */
const WITHIN = "-/+";

/**
 * A lattice as a field sees it: of signs that stand around numbers those that the field does not know stand for nothing, and frames hear
 * nothing where they hear one, or a point or comma that the field does not know.
 */
export function withPassedOver(lattice: Lattice, { automaton }: Pick<Field, "automaton">): Lattice {
  const isUnknown = (sign: string): boolean => !automaton.alphabet.includes(sign) && !automaton.alphabet.includes(sign.toUpperCase());
  const around = [...AROUND].filter(isUnknown);
  const passed = SIGNS.filter(isUnknown).filter((sign) => !WITHIN.includes(sign));
  const { frames, pieces } = lattice;
  return {
    ...lattice,
    pieces: around.length > 0 ? pieces.map((piece) => pieceWithout(piece, around)) : pieces,
    ...(frames && { frames: frames.map((one) => framesWithout(one, passed)) }),
  };
}

/** A piece whose signs of a list are nothing. */
function pieceWithout(piece: Piece, signs: readonly string[]): Piece {
  if (!piece.symbols.some(({ text }) => signs.includes(text))) return piece;
  const isGone = (text: string): boolean => text === "" || signs.includes(text);
  const nothing = piece.symbols.filter(({ text }) => isGone(text)).reduce((sum, { score }) => logSum(sum, score), Number.NEGATIVE_INFINITY);
  const symbols = [...piece.symbols.filter(({ text }) => !isGone(text)), { text: "", score: nothing }];
  return { ...piece, symbols: symbols.sort((one, other) => other.score - one.score) };
}
