import type { ReadCell, ReadDigit, ReadGrid, ReadString } from "../../document/document.js";
import { around } from "../../image/geometry/box.js";
import { percent } from "../../percent.js";
import { standingOf } from "./acceptance-rule.js";
import { DOUBT, inPercent, MATTERS } from "./doubt.js";
import type { ReadLatticeOptions } from "./read-lattice.js";

type GridRowsOptions = Pick<ReadLatticeOptions, "maxError" | "calibration" | "digits" | "own" | "levels">;

/** The cells of a grid with what becomes of each by itself, where single digits are known. */
export function judgedCells(grid: ReadGrid, { maxError = 0.005, digits }: GridRowsOptions = {}): ReadGrid {
  if (!digits) return grid;
  const statusOf = ({ confidence }: ReadDigit, isStruck = false) =>
    standingOf(confidence, { maxError, each: { calibration: digits, count: 1 }, isBarred: isStruck }).status;
  return { ...grid, cells: grid.cells.map((cell) => (cell.digit ? { ...cell, status: statusOf(cell.digit, cell.isStruck) } : cell)) };
}

/** "2", "2 and 3", "2, 3 and 5". */
function listed(columns: readonly number[]): string {
  return columns.length > 1 ? `${columns.slice(0, -1).join(", ")} and ${columns.at(-1)}` : `${columns[0]}`;
}

/** The rows of a grid as strings, "." for a cell without a digit; rows without any digit are left out. */
export function gridRows(
  { rows, columns, cells }: ReadGrid,
  { maxError = 0.005, digits: ofDigits, ...known }: GridRowsOptions = {},
): ReadString[] {
  return Array.from({ length: rows }, (_, row) => cells.slice(row * columns, (row + 1) * columns)).flatMap((own) => {
    const digits = own.flatMap(({ digit, status }) => (digit ? [{ ...digit, ...(status && { status }) }] : []));
    if (digits.length === 0) return [];
    const given = digits.reduce((product, { confidence }) => product * confidence, 1);
    const { refusal, ...standing } = standingOf(given, {
      maxError,
      ...known,
      ...(ofDigits && { each: { calibration: ofDigits, count: digits.length } }),
      isBarred: own.some(({ isStruck }) => isStruck),
    });
    return {
      text: own.map(({ digit }) => digit?.value ?? ".").join(""),
      ...standing,
      reasons: standing.status === "accepted" ? [] : [...reasonsOf(own, standing.confidence), ...(refusal === undefined ? [] : [refusal])],
      box: around(own.map(({ box }) => box)),
      digits,
      alternatives: [],
    };
  });
}

function reasonsOf(cells: readonly ReadCell[], confidence: number): string[] {
  const struck = cells.flatMap(({ column, isStruck }) => (isStruck ? [column + 1] : []));
  if (struck.length > 0)
    return [`${struck.length === 1 ? "column" : "columns"} ${listed(struck)} ${struck.length === 1 ? "is" : "are"} struck out`];
  const doubtful = cells.flatMap(({ column, digit }) => (digit && digit.confidence < 1 - DOUBT ? [{ column, digit }] : []));
  if (doubtful.length === 0) return [`all of it is right with a probability of ${percent(confidence, { digits: 3 })}`];
  return doubtful.slice(0, 2).map(({ column, digit: { top3 } }) => {
    const likely = top3
      .filter(({ confidence }) => confidence >= MATTERS)
      .map(({ value, confidence }) => `${value} (${inPercent(confidence)})`);
    const none = 1 - top3.reduce((sum, { confidence }) => sum + confidence, 0);
    return `in column ${column + 1} stands ${[...likely, ...(none >= MATTERS ? [`no digit (${inPercent(none)})`] : [])].join(" or ")}`;
  });
}
