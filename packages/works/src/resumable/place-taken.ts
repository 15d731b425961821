import { readdir, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { pid as ownPid } from "node:process";
import { InputError } from "tenfold/errors";
import { isRunning } from "./is-running.js";

/** Where work is kept: in a folder of its own, or in a file. */
export interface Place {
  readonly path: string;
  readonly isFile?: boolean;
}

/** What work in a place is refused for that another process is at. */
export class PlaceTakenError extends InputError {
  override name = "PlaceTakenError";
}

/** The file in which a process says that a place is its own: beside a file, or within a folder. */
export function lockOf(place: Place, pid: number): string {
  const { folder, start } = whereLocksLie(place);
  return join(folder, `${start}.process-${pid}.lock`);
}

/**
 * Looks whether another process is at work in a place, and takes nothing: it loads next to nothing and answers at once, so that a program may ask before it loads the
 * rest of itself. Files of processes that have died are removed.
 *
 * @throws PlaceTakenError when one is, with its id; InputError when the folder cannot be looked into
 */
export async function refuseTaken(place: Place): Promise<void> {
  const { folder, start } = whereLocksLie(place);
  for (const name of await readdir(folder).catch(nothingThere)) {
    const pid = name.startsWith(start) ? Number(/^\.process-(\d+)\.lock$/.exec(name.slice(start.length))?.[1]) : Number.NaN;
    if (Number.isNaN(pid) || pid === ownPid) continue;
    const lock = join(folder, name);
    if (isRunning(pid)) {
      throw new PlaceTakenError(
        `${place.path} is being written by process ${pid}; wait for its end, or remove ${lock} if that is no tenfold`,
      );
    }
    await rm(lock, { force: true });
  }
}

function nothingThere(error: NodeJS.ErrnoException): readonly string[] {
  if (error.code === "ENOENT" || error.code === "ENOTDIR") return [];
  throw new InputError(`cannot look into ${error.path}: the system answers ${error.code}`, { cause: error });
}

function whereLocksLie({ path, isFile = false }: Place): { readonly folder: string; readonly start: string } {
  return isFile ? { folder: dirname(path), start: `.${basename(path)}` } : { folder: path, start: "" };
}
