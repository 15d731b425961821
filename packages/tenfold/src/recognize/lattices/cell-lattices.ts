import { UsageError } from "../../errors.js";
import type { Picture } from "../../image/basics/picture.js";
import type { Box } from "../../image/geometry/box.js";
import { cellDigits } from "../cells/cell-digits.js";
import type { Lattice, Piece } from "../lattice.js";
import { type DigitLook, lookAtAll } from "../looks/digit-look.js";
import { digitSymbols } from "../looks/digit-symbols.js";

/** A row of cells on a picture. */
export interface CellRow {
  readonly picture: Picture;
  /** In pixels of the picture, from left to right. */
  readonly cells: readonly Box[];
}

/** Ink of a cell that is no digit is a slip of the pen, or a letter: rarely nothing. */
const SLIP = Math.log(0.05);

/**
 * What stands in a row of cells, one digit in each, as the combs of forms have them. Cuts are the cells' borders, so nothing else has to be cut.
 *
 * @returns one lattice
 * @throws UsageError when there is no cell, or one is empty
 */
export async function cellLattices({ picture, cells }: CellRow, look: DigitLook): Promise<Lattice[]> {
  if (cells.length === 0 || !cells.every(({ left, top, right, bottom }) => right > left && bottom > top)) {
    throw new UsageError("read: cells are boxes { left, top, right, bottom } in pixels, one at least, and none of them empty");
  }
  const digits = cellDigits(picture, cells);
  const answers = await lookAtAll(look, digits);
  const pieces = cells.map((box, at): Piece => {
    const [digit, scores] = [digits[at], answers[at]];
    const place = { from: at, to: at + 1, box };
    return digit && scores ? { ...place, digit, ...digitSymbols(scores, { nothing: SLIP }) } : { ...place, symbols: BLANK };
  });
  return [{ cuts: cells.length, pieces }];
}

/** Nothing stands where there is no ink. */
const BLANK = [{ text: "", score: 0 }];
