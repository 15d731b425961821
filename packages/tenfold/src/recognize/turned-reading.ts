import type { ReadGrid, ReadString } from "../document/document.js";
import type { QuarterTurn } from "../image/basics/quarter-turns.js";
import { turnedToSource } from "../image/basics/quarter-turns.js";
import { type Box, boxUnder } from "../image/geometry/box.js";
import type { Size } from "../image/geometry/size.js";
import type { Reading } from "./reading.js";

/** A digit is sure from this confidence on. */
const SURE = 0.9;
/** A reading of whose digits fewer than this share are sure may be of a picture that lies on its side or head. */
const DOUBTFUL = 0.5;
/** Another way up it must have so many times as many sure digits, and so many more. */
const [TIMES, MORE] = [1.5, 3];

/** Whether what was read is nothing or hardly anything, so that the picture may be the wrong way up. */
export function isDoubtful(reading: Reading): boolean {
  return sureDigits(reading) < DOUBTFUL * allDigits(reading) || allDigits(reading) === 0;
}

/** Whether a turned picture reads plainly better than the picture as it is. */
export function isPlainlyBetter(turned: Reading, asItIs: Reading): boolean {
  return !isDoubtful(turned) && sureDigits(turned) >= Math.max(TIMES * sureDigits(asItIs), sureDigits(asItIs) + MORE);
}

/** How many digits are sure. */
export function sureDigits({ strings }: Reading): number {
  return strings.reduce((sum, { digits }) => sum + digits.filter(({ confidence }) => confidence >= SURE).length, 0);
}

function allDigits({ strings }: Reading): number {
  return strings.reduce((sum, { digits }) => sum + digits.length, 0);
}

/**
 * A reading of a turned picture as one of the picture before: its boxes lie where the ink lies there.
 *
 * @param size of the picture before
 */
export function turnedBack(reading: Reading, degrees: QuarterTurn, size: Size): Reading {
  const toSource = turnedToSource(degrees, size);
  const placed = <Some extends { readonly box: Box }>(some: Some): Some => ({ ...some, box: boxUnder(toSource, some.box) });
  const ofString = (string: ReadString): ReadString => ({
    ...placed(string),
    digits: string.digits.map(placed),
    ...(string.unexplained && { unexplained: string.unexplained.map((box) => boxUnder(toSource, box)) }),
  });
  const ofGrid = (grid: ReadGrid): ReadGrid => ({
    ...grid,
    cells: grid.cells.map((cell) => ({ ...placed(cell), ...(cell.digit && { digit: placed(cell.digit) }) })),
  });
  const told = `it was turned by ${degrees} degrees clockwise to be read`;
  return {
    ...reading,
    strings: reading.strings.map(ofString),
    grids: reading.grids.map(ofGrid),
    turned: degrees,
    notice: reading.notice === undefined ? told : `${told}; ${reading.notice}`,
  };
}
