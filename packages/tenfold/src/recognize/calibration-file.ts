import { FormatError } from "../errors.js";
import type { ModelFile } from "../model/model-file.js";
import { type ReadCalibration, readCalibrationOf } from "./acceptance.js";

/** Where a reader's model file keeps what is known of its confidences. */
const KEY = "read_calibration";

/**
 * What a reader's model file says of its confidences; nothing where it says nothing.
 *
 * @throws FormatError when what it says is no calibration
 */
export function calibrationIn({ metadata }: Pick<ModelFile, "metadata">): ReadCalibration | undefined {
  const text = metadata[KEY];
  if (text === undefined) return undefined;
  try {
    return readCalibrationOf(JSON.parse(text));
  } catch (error) {
    throw new FormatError(`the model file's ${KEY} is damaged: ${(error as Error).message}`, { cause: error });
  }
}

/** The metadata that keep a calibration, to be given to `encodeModel`. */
export function calibrationMetadata(calibration: ReadCalibration): Readonly<Record<string, string>> {
  return { [KEY]: JSON.stringify(calibration) };
}
