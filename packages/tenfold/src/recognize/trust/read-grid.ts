import type { ReadCell, ReadDigit, ReadGrid } from "../../document/document.js";
import { boxUnder, frameOf } from "../../image/geometry/box.js";
import type { Lattice, Piece } from "../lattice.js";

/**
 * What is surer than this to be no single digit leaves its cell without one. A mark as large as the grid's digits is mostly one, and a
 * doubtful digit is for a person to look at; a blank that should have been looked at is seen by nobody. Raised from 0.99, which left out
 * digits of a real page.
 */
const NONE = 0.999;

/**
 * Reads every cell of a grid by itself: its digit, or none where it is blank or holds something else, as the small notes in a sudoku's cell.
 *
 * @param rows one lattice a row, with one piece a cell
 */
export function readGrid(rows: readonly Lattice[]): ReadGrid {
  const cells = rows.flatMap(({ pieces }, row) =>
    pieces.map((piece): ReadCell => {
      const place = { row, column: piece.from, box: piece.box, ...(piece.isStruck && { isStruck: true }) };
      const digit = digitOf(piece);
      return digit ? { ...place, digit } : place;
    }),
  );
  return { rows: rows.length, columns: rows[0]?.cuts ?? 0, cells };
}

/** A digit as the network sees it, whatever stands around it. */
function digitOf({ digit, symbols, other }: Piece): ReadDigit | undefined {
  if (!digit || other === undefined || Math.exp(other) > NONE) return undefined;
  const digits = symbols.filter(({ text }) => /^\d$/.test(text)).slice(0, 3);
  const top3 = digits.map(({ text, score }) => ({ value: Number(text), confidence: Math.exp(score) }));
  const [first] = top3 as [(typeof top3)[number]];
  return { ...first, top3, box: boxUnder(digit.toSource, frameOf(digit)), seen: digit.pixels };
}
