import { around } from "../image/connected-components.js";
import { acceptFrom, calibratedConfidence, type ReadCalibration } from "./acceptance.js";
import { DOUBT, MATTERS, percent } from "./doubt.js";
import type { ReadCell, ReadGrid, ReadString } from "./reading.js";

interface GridRowsOptions {
  readonly maxError?: number;
  readonly calibration?: ReadCalibration;
}

/** The rows of a grid as strings, "." for a cell without a digit; rows without any digit are left out. */
export function gridRows({ rows, columns, cells }: ReadGrid, { maxError = 0.005, calibration }: GridRowsOptions = {}): ReadString[] {
  const threshold = acceptFrom(maxError, calibration);
  return Array.from({ length: rows }, (_, row) => cells.slice(row * columns, (row + 1) * columns)).flatMap((own) => {
    const digits = own.flatMap(({ digit }) => digit ?? []);
    if (digits.length === 0) return [];
    const given = digits.reduce((product, { confidence }) => product * confidence, 1);
    const isAccepted = given >= threshold;
    const confidence = calibratedConfidence(given, calibration);
    return {
      text: own.map(({ digit }) => digit?.value ?? ".").join(""),
      confidence,
      status: isAccepted ? ("accepted" as const) : ("review" as const),
      reasons: isAccepted ? [] : reasonsOf(own, confidence),
      box: around(own.map(({ box }) => box)),
      digits,
      alternatives: [],
    };
  });
}

function reasonsOf(cells: readonly ReadCell[], confidence: number): string[] {
  const doubtful = cells.flatMap(({ column, digit }) => (digit && digit.confidence < 1 - DOUBT ? [{ column, digit }] : []));
  if (doubtful.length === 0) return [`all of it is right with a probability of ${Number((100 * confidence).toPrecision(3))} %`];
  return doubtful.slice(0, 2).map(({ column, digit: { top3 } }) => {
    const likely = top3
      .filter(({ confidence }) => confidence >= MATTERS)
      .map(({ value, confidence }) => `${value} (${percent(confidence)})`);
    const none = 1 - top3.reduce((sum, { confidence }) => sum + confidence, 0);
    return `in column ${column + 1} stands ${[...likely, ...(none >= MATTERS ? [`no digit (${percent(none)})`] : [])].join(" or ")}`;
  });
}
