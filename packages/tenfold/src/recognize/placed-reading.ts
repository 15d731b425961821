import type { ReadGrid, ReadString } from "../document/document.js";
import { type Box, boxUnder } from "../image/geometry/box.js";
import type { Transform } from "../image/geometry/transform.js";
import type { Reading } from "./reading.js";

/** A reading of a picture that was made of another, with its boxes where the ink lies in that one. */
export function placedBack(reading: Reading, toSource: Transform): Reading {
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
  return { ...reading, strings: reading.strings.map(ofString), grids: reading.grids.map(ofGrid) };
}
