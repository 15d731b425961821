import { lstat, readlink, unlink } from "node:fs/promises";
import { FormatError, InputError } from "tenfold";
import { parseWriterProfile } from "tenfold/recognize";
import { quoted } from "../quoted.js";
import { profileText } from "./read-profile.js";

/**
 * Deletes a profile, once it is known to be one, by whatever parameters of hands: nothing else goes that way.
 *
 * @returns under how many other names the file is still there: links to the same bytes
 * @throws FormatError when the file is something else, which stays
 * @throws InputError when it is a link, which would go in its place
 */
export async function forgetProfile(file: string): Promise<number> {
  const text = await profileText(file);
  const found = await lstat(file);
  if (found.isSymbolicLink())
    throw new InputError(`${file} is a link to ${await readlink(file)}, where the profile is; nothing is deleted: pass that file`);
  try {
    parseWriterProfile(text, file);
  } catch (error) {
    throw new FormatError(
      `${(error as Error).message}; nothing is deleted: if it is a profile all the same, delete it yourself, as rm ${quoted(file)}`,
    );
  }
  await unlink(file);
  return found.nlink - 1;
}
