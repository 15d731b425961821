import { join } from "node:path";
import { InputError } from "../../errors.js";
import { fetched } from "../download/fetched.js";
import type { PublishedFile } from "../download/published-file.js";
import { listFolder } from "../files.js";
import type { KnownSet, SetOptions } from "./known-set.js";

/** Where a set's files lie, in the order it names them: in the folder `from`, or in the cache, fetched where they are missing. */
export async function setFiles({ folder, files }: Pick<KnownSet, "folder" | "files">, options: SetOptions = {}): Promise<string[]> {
  const { from } = options;
  if (from !== undefined) return Promise.all(files.map(({ name }) => localCopy(from, name)));
  const paths = [];
  for (const file of files) paths.push(await fetched(file, folder, options)); // one after the other: servers prefer it
  return paths;
}

/**
 * Where a file or its unpacked twin lies in a folder.
 *
 * @throws InputError when neither is there
 */
export async function localCopy(folder: string, name: string): Promise<string> {
  const there = new Set(await listFolder(folder));
  const found = [name, name.replace(/\.gz$/, "")].find((spelling) => there.has(spelling));
  if (found === undefined) throw new InputError(`${folder} has no ${name}; put it there, or pass another folder`);
  return join(folder, found);
}

/** The four files of MNIST, as its relatives have them too. */
export function idxFiles(
  bases: readonly string[],
  published: Readonly<Record<string, Pick<PublishedFile, "size" | "hash">>>,
): readonly PublishedFile[] {
  return Object.entries(published).map(([name, known]) => ({ name, urls: bases.map((base) => base + name), ...known }));
}
