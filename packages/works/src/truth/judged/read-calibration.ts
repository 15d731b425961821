import { FormatError } from "tenfold";
import { readBytes } from "tenfold/node";
import { type OwnCalibration, parseOwnCalibration } from "tenfold/recognize";

/** No calibration is larger, in bytes; they have some thousand. */
const LARGEST = 4_000_000;

/**
 * Reads an own calibration from a file.
 *
 * @throws FormatError that says where in the file something else is wanted
 */
export async function readCalibration(file: string): Promise<OwnCalibration> {
  const bytes = await readBytes(file);
  if (bytes.length > LARGEST) throw new FormatError(`${file} has ${bytes.length} bytes, a calibration has at most ${LARGEST}`);
  return parseOwnCalibration(new TextDecoder().decode(bytes), file);
}
