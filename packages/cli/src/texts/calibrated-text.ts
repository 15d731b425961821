import { percent } from "tenfold";
import type { OwnCalibration } from "tenfold/recognize";
import { textTable } from "../terminal/text-table.js";

/** What a calibration accepts of the readings that it was fitted on, at an error rate. */
export interface CalibratedLevel {
  readonly maxError: number;
  readonly accepted: number;
  readonly wrong: number;
  readonly proven: number;
  readonly proof: string;
}

/** What came of calibrating, for people. */
export function calibratedText({ readings, right, correction }: OwnCalibration, levels: readonly CalibratedLevel[]): string {
  const { shift, scale } = correction;
  const table = textTable(
    ["At most wrong", "Accepted", "Wrong", "Proven", "Promise"],
    levels.map(({ maxError, accepted, wrong, proven, proof }) => [
      percent(maxError, { digits: 3 }),
      `${accepted} of ${readings}`,
      ...[wrong, proven].map(String),
      proof,
    ]),
  );
  return `${right} of ${readings} readings right; log odds of being right: ${shift.toFixed(2)} + ${scale.toFixed(2)} x those of the reader's confidence

${table}
These are the readings that it was fitted on; judge it on others. Proof from readings alone takes 299 accepted without a mistake for 1 %, and
598 for 0.5 %.
`;
}
