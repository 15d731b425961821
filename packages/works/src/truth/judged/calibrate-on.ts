import { InputError } from "tenfold";
import type { ModelUsed, ReadLevel } from "tenfold/document";
import { type Effort, fitOwnCalibration, type OwnAcceptance, type OwnCalibration, ownAcceptance } from "tenfold/recognize";
import type { JudgedTruth } from "./truth-judge.js";
import { LEVELS } from "./truth-scores.js";

/** An error rate at which every string is accepted that may be, whatever its confidence. */
export const ANY_ERROR = 0.9999;

/**
 * A calibration by strings whose truth is known. Those of which nothing was read say nothing of confidences, nor do blank fields;
 * nor do those that are left to a person whatever their confidence, as where ink is in no digit: read with `ANY_ERROR` among the levels, they tell.
 *
 * @param reader the networks that read, without an own calibration, and how long they looked: "usual" unless told
 * @throws InputError when there are too few, or all are wrong
 */
export function calibrateOn(
  { strings }: JudgedTruth,
  { model, effort }: { readonly model: ModelUsed; readonly effort?: Effort | undefined },
): OwnCalibration {
  const read = strings.filter(({ proof, levels = [] }) => proof !== undefined && !levels.some(isBarred));
  if (read.length === 0 && strings.length > 0)
    throw new InputError(`none of the ${strings.length} strings of truth was read; check files and field`);
  return fitOwnCalibration(
    read.map(({ confidence }) => confidence),
    read.map(({ right }) => Number(right)),
    { model, ...(effort && { effort }) },
  );
}

/** What a calibration accepts of its own readings at 0.1, 0.5 and 1 %. */
export function levelsOf(calibration: OwnCalibration): (OwnAcceptance & { readonly maxError: number })[] {
  return LEVELS.map((maxError) => ({ maxError, ...ownAcceptance(calibration, maxError) }));
}

function isBarred({ maxError, status }: ReadLevel): boolean {
  return maxError === ANY_ERROR && status === "review";
}
