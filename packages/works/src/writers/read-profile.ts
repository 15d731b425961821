import { FormatError } from "tenfold";
import { readBytes } from "tenfold/node";
import { loadHands, parseWriterProfile, type WriterProfile } from "tenfold/recognize";

/** No profile is larger, in bytes; they have some five thousand. */
const LARGEST = 100_000;

/**
 * Reads how somebody writes from a file.
 *
 * @throws InputError when there is none
 * @throws FormatError that says where in the file something else is wanted; also when it was made by other parameters of hands than this program's
 */
export async function readProfile(file: string): Promise<WriterProfile> {
  return parseWriterProfile(await profileText(file), file, await loadHands());
}

/**
 * The text of what should be a profile.
 *
 * @throws FormatError when it is too large to be one
 */
export async function profileText(file: string): Promise<string> {
  const bytes = await readBytes(file);
  if (bytes.length > LARGEST) throw new FormatError(`${file} has ${bytes.length} bytes, a writer's profile has at most ${LARGEST}`);
  return new TextDecoder().decode(bytes);
}
