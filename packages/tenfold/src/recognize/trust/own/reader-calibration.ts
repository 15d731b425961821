import type { ModelUsed } from "../../../document/document.js";
import { efforts } from "../../effort.js";
import { type ReadCalibration, readCalibrationOf } from "../acceptance.js";
import type { OwnCalibration } from "./own-calibration.js";
import { isMeantAsOwn, parseOwnCalibration, refuseForeign } from "./parse-own-calibration.js";

/** A calibration that a reader is given: in place of what the networks' files say, or on top of it. */
export interface GivenCalibration {
  readonly whole?: ReadCalibration;
  readonly own?: OwnCalibration;
}

/**
 * Which of the two a calibration is, checked.
 *
 * @param model the networks that are to read
 * @throws FormatError when it is an own calibration of other networks or of another effort, or one that is damaged
 * @throws InputError when it is neither
 */
export function readerCalibration(given: ReadCalibration | OwnCalibration | undefined, model: ModelUsed): GivenCalibration {
  if (given === undefined) return {};
  if (!isMeantAsOwn(given)) return { whole: readCalibrationOf(given) };
  const own = parseOwnCalibration(given);
  refuseForeign(own, model, efforts);
  return { own };
}
