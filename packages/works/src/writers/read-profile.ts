import { FormatError } from "tenfold";
import { readBytes } from "tenfold/node";
import { parseWriterProfile, type WriterProfile } from "tenfold/recognize";

/** No profile is larger, in bytes; they have some five thousand. */
const LARGEST = 100_000;

/**
 * Reads how somebody writes from a file.
 *
 * @throws InputError when there is none
 * @throws FormatError that says where in the file something else is wanted
 */
export async function readProfile(file: string): Promise<WriterProfile> {
  const bytes = await readBytes(file);
  if (bytes.length > LARGEST) throw new FormatError(`${file} has ${bytes.length} bytes, a writer's profile has at most ${LARGEST}`);
  return parseWriterProfile(new TextDecoder().decode(bytes), file);
}
