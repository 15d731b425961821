import type { ReadDigit, ReadGrid, ReadString } from "../../document/document.js";
import type { Reading } from "../reading.js";

/** Nothing of it accepted, at any error rate, and why. */
export function forReview(reading: Reading, reason: string): Reading {
  const ofDigit = (digit: ReadDigit): ReadDigit => (digit.status ? { ...digit, status: "review" } : digit);
  const ofString = ({ levels, ...string }: ReadString): ReadString => ({
    ...string,
    status: "review",
    ...(levels && { levels: levels.map((level) => ({ ...level, status: "review" as const })) }),
    reasons: [reason, ...string.reasons],
    digits: string.digits.map(ofDigit),
  });
  const ofGrid = (grid: ReadGrid): ReadGrid => ({
    ...grid,
    cells: grid.cells.map((cell) => (cell.status ? { ...cell, status: "review" } : cell)),
  });
  return { ...reading, strings: reading.strings.map(ofString), grids: reading.grids.map(ofGrid) };
}
