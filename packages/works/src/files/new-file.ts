import { InputError } from "tenfold";
import { writeAside } from "tenfold/node";
import { exists } from "./exists.js";

/**
 * Writes a file where there is none yet.
 *
 * @throws InputError when there is one, or none can be written there
 */
export async function writeNew(path: string, bytes: Uint8Array): Promise<void> {
  await refuseExisting(path);
  await writeAside(path, bytes);
}

/** Says so before the work, where the work takes long, with what to do. */
export async function refuseExisting(path: string, remedy = "pass another --out, or move it away"): Promise<void> {
  if (await exists(path)) throw new InputError(`${path} is there already; ${remedy}`);
}
