import { realpath } from "node:fs/promises";
import { isAbsolute, relative, resolve, sep } from "node:path";
import { InputError } from "tenfold";
import { readBytes } from "tenfold/node";

/** No page's file is larger: 1 GB. */
const LARGEST = 1e9;

/**
 * The bytes of a page's file, where it lies in one of these folders, links followed: a journal that somebody else has written may name any file of
 * this machine.
 *
 * @param folders each a folder, or the file itself
 * @throws InputError when it lies elsewhere, or cannot be read
 */
export async function pageFile(file: string, folders: readonly string[]): Promise<Uint8Array> {
  const path = await placeOf(file);
  const allowed = await Promise.all(folders.map(placeOf));
  if (!allowed.some((folder) => isWithin(path, folder)))
    throw new InputError(
      `${file} is not shown: it lies neither in this folder nor beside what was read; where it is yours, pass its folder as --pictures`,
    );
  return readBytes(path, { most: LARGEST });
}

/** Where a path leads; of one that leads nowhere where it would. */
async function placeOf(path: string): Promise<string> {
  return realpath(path).catch(() => resolve(path));
}

function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
