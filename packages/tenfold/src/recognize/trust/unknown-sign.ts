import type { Field } from "../../fields/field.js";
import type { Lattice } from "../lattice.js";

/** What stands for ten at the end of numbers with a check digit modulo 11: an ISBN of ten digits, an ISSN. */
const SIGN = "X";

/**
 * A lattice in which ink that is one sign and no digit may also be the "X" that a check digit may be. Nobody has looked whether it is one: a reader
 * of digits knows no letters. So the X takes what would else go to digits that the ink is not, and no reading that has it is to be believed.
 */
export function withUnknownSign(lattice: Lattice, { conditions }: Field): Lattice {
  const hasSign = conditions.some(({ about, automaton }) => about === "check" && automaton.alphabet.includes(SIGN));
  if (!hasSign || isSeen(lattice)) return lattice;
  const pieces = lattice.pieces.map((piece) =>
    piece.other === undefined ? piece : { ...piece, symbols: [...piece.symbols, { text: SIGN, score: piece.other }] },
  );
  return { ...lattice, pieces };
}

/** Whether a text has a sign that no ink of the lattice was seen to be. */
export function isGuessed(text: string, lattice: Lattice): boolean {
  return text.endsWith(SIGN) && !isSeen(lattice);
}

function isSeen({ pieces }: Lattice): boolean {
  return pieces.some(({ symbols }) => symbols.some(({ text }) => text === SIGN));
}
