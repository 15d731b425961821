import { type BaseOutcome, type FieldOutcome, type GuardVerdict, guard, type HeldOutcome } from "./guard.js";

/** A held field as both models read it, and as the one that was learned does with the calibration that was fitted, where there is one. */
export interface JudgedField {
  readonly outcome: HeldOutcome;
  readonly calibrated: FieldOutcome | null;
}

/**
 * The guard's verdict on a candidate as it is and with the calibration that was fitted, and which of the two is kept: the calibrated one where it passes
 * and the other does not, or accepts less.
 */
export function chosenVerdict(
  fields: readonly JudgedField[],
  base: readonly BaseOutcome[],
  options: { readonly least?: number | undefined } = {},
): { readonly verdict: GuardVerdict; readonly isCalibrated: boolean } {
  const plain = guard({ held: fields.map(({ outcome }) => outcome), base }, options);
  const held = fields.flatMap(({ outcome, calibrated }) => (calibrated ? [{ ...outcome, after: calibrated }] : []));
  if (held.length === 0) return { verdict: plain, isCalibrated: false };
  const verdict = guard({ held, base }, options);
  const isBetter = verdict.reasons.length === 0 && (plain.reasons.length > 0 || verdict.accepted.count > plain.accepted.count);
  return isBetter ? { verdict, isCalibrated: true } : { verdict: plain, isCalibrated: false };
}
