import { FormatError } from "../../errors.js";
import type { ModelFile } from "../../model/files/model-file.js";
import { type Effort, efforts } from "../effort.js";
import { type ReadCalibration, readCalibrationOf } from "./acceptance.js";

/** Where a reader's model file keeps what is known of its confidences: of each effort, or of all alike as files of before had it. */
const KEY = "read_calibration";

/**
 * What a reader's model file says of its confidences at an effort; nothing where it says nothing.
 *
 * @throws FormatError when what it says is no calibration
 */
export function calibrationIn(file: Pick<ModelFile, "metadata">, effort: Effort): ReadCalibration | undefined {
  return kept(file, KEY, effort);
}

/** Where it keeps what is known of single digits: of those that are seen each by itself, as in cells, or of those in lines. */
const DIGITS = "digit_calibration";

/**
 * What a reader's model file says of single digits at an effort; nothing where it says nothing.
 *
 * @throws FormatError when what it says is no calibration
 */
export function digitCalibrationIn(file: Pick<ModelFile, "metadata">, effort: Effort): ReadCalibration | undefined {
  return kept(file, DIGITS, effort);
}

function kept({ metadata }: Pick<ModelFile, "metadata">, key: string, effort: Effort): ReadCalibration | undefined {
  const text = metadata[key];
  if (text === undefined) return undefined;
  try {
    const data = JSON.parse(text) as unknown;
    const own = efforts.some((one) => Object.hasOwn(Object(data), one)) ? (data as Record<Effort, unknown>)[effort] : data;
    return own === undefined ? undefined : readCalibrationOf(own);
  } catch (error) {
    throw new FormatError(`the model file's ${key} is damaged: ${(error as Error).message}`, { cause: error });
  }
}

/** A calibration, or one an effort. */
type Calibrations = ReadCalibration | Readonly<Partial<Record<Effort, ReadCalibration>>>;

/** The metadata that keep a calibration of strings, to be given to `encodeModel`. */
export function calibrationMetadata(calibration: Calibrations): Readonly<Record<string, string>> {
  return { [KEY]: JSON.stringify(calibration) };
}

/** The metadata that keep a calibration of single digits. */
export function digitCalibrationMetadata(calibration: Calibrations): Readonly<Record<string, string>> {
  return { [DIGITS]: JSON.stringify(calibration) };
}
