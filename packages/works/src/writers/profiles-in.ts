import { stat } from "node:fs/promises";
import { join } from "node:path";
import { InputError } from "tenfold";
import type { WriterProfile } from "tenfold/recognize";
import { exists } from "../files/exists.js";
import { readProfile } from "./read-profile.js";
import { isWriterId } from "./stored-writers.js";

/** What files of profiles end with: that of anna is anna.profile.json. */
const PROFILE_ENDING = ".profile.json";

/**
 * Looks up how writers write in a folder of profiles, by their names.
 *
 * @returns what gives nothing where there is no such file, or the name can be no writer's, and throws FormatError where the file holds something else
 */
export function profilesIn(folder: string): (name: string) => Promise<WriterProfile | undefined> {
  return async (name) => {
    const file = join(folder, `${name}${PROFILE_ENDING}`);
    return isWriterId(name) && (await exists(file)) ? readProfile(file) : undefined;
  };
}

/** @throws InputError when it is no folder */
export async function checkProfiles(folder: string): Promise<void> {
  const found = await stat(folder).catch(() => undefined);
  if (found?.isDirectory()) return;
  throw new InputError(
    `${folder} is no folder; one with a file ID${PROFILE_ENDING} a writer is wanted, as tenfold writer learn --out anna${PROFILE_ENDING} writes them`,
  );
}
