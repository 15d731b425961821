import type { ModelFile } from "../model/files/model-file.js";
import { type Effort, efforts, viewsOf } from "./effort.js";
import type { LoadedNetworks } from "./reader-networks.js";
import type { ReadCalibration } from "./trust/acceptance.js";
import { calibrationIn, digitCalibrationIn } from "./trust/calibration-file.js";
import type { ReadLatticeOptions } from "./trust/read-lattice.js";

/** What is known of confidences, of strings and of single digits. */
export type Known = Pick<ReadLatticeOptions, "calibration" | "digits" | "areApart">;

/** How often something is looked at, and what confidences are worth then. */
export interface Care {
  /** In how many other views lines are seen, and digits that stand each by itself. */
  readonly views: { readonly lines: number; readonly digits: number };
  /** Of lines that the networks for lines saw, too; of those that were cut alone; of digits that were seen each by itself. */
  readonly line: Known;
  readonly cut: Known;
  readonly apart: Known;
}

/**
 * What each effort comes to.
 *
 * @param whole a calibration in place of what the files say
 * @throws FormatError when what a file says is no calibration
 */
export function caresOf({ network, lines, signs }: LoadedNetworks, whole: ReadCalibration | undefined): Readonly<Record<Effort, Care>> {
  const ofLines = signs || lines; // the last of them knows what all together are worth
  const careAt = (effort: Effort): Care => {
    const cut = knownFrom(whole ?? calibrationIn(network, effort), undefined);
    const digitsIn = (file: ModelFile) => (whole ? undefined : digitCalibrationIn(file, effort));
    return {
      views: viewsOf("read", effort),
      cut,
      line: ofLines ? knownFrom(whole ?? calibrationIn(ofLines, effort), digitsIn(ofLines)) : cut,
      apart: { ...cut, ...knownFrom(undefined, digitsIn(network)), areApart: true },
    };
  };
  return Object.fromEntries(efforts.map((effort) => [effort, careAt(effort)])) as Record<Effort, Care>;
}

function knownFrom(calibration: ReadCalibration | undefined, digits: ReadCalibration | undefined): Known {
  return { ...(calibration && { calibration }), ...(digits && { digits }) };
}
