import { unlink } from "node:fs/promises";
import { readProfile } from "./read-profile.js";

/**
 * Deletes a profile, once it is known to be one: nothing else goes that way.
 *
 * @throws FormatError when the file is something else, which stays
 */
export async function forgetProfile(file: string): Promise<void> {
  await readProfile(file);
  await unlink(file);
}
