import { randomUUID } from "node:crypto";
import { readFile, realpath, stat, writeFile } from "node:fs/promises";
import { join, relative, resolve, sep } from "node:path";
import { InputError } from "tenfold";
import { readBytes, systemFault } from "tenfold/node";
import { sha256Of } from "./sha256-of.js";

/** In a folder that several machines see: by what stands in it they know that it is the same one, wherever each has it. */
const MARK = ".tenfold-shared";
/** More bytes are no scan: 1 GB. */
const LARGEST = 1e9;

/** A folder that all machines see, each perhaps at a path of its own. */
export interface SharedFolder {
  readonly path: string;
  /** What tells it from others; undefined until something was submitted from it. */
  mark(): Promise<string | undefined>;
  /**
   * A file in it, by its path from there.
   *
   * @throws InputError when it is not there, lies elsewhere, or is another one than was submitted
   */
  bytesOf(path: string, sha256: string): Promise<Uint8Array>;
}

/** @throws InputError when the folder is none, or cannot be seen from here */
export async function sharedFolder(path: string): Promise<SharedFolder> {
  const found = await stat(path).catch((error: unknown): never => {
    throw new InputError(`cannot see the shared folder ${path} from here: ${systemFault(error)}; mount it, or mend --shared`);
  });
  if (!found.isDirectory()) throw new InputError(`${path} is no folder; --shared wants the one that all machines see`);
  return {
    path,
    async mark() {
      const text = await readFile(join(path, MARK), "utf8").catch(() => undefined);
      return text?.trim().slice(0, 100) || undefined;
    },
    async bytesOf(inside, sha256) {
      const file = resolve(path, inside);
      const [real, root] = await Promise.all([realpath(file).catch(() => file), realpath(path)]);
      if (!isInside(root, real)) throw new InputError(`${inside} leads out of the shared folder; submit it again from there`);
      const bytes = await readBytes(file, { most: LARGEST });
      if (sha256Of(bytes) !== sha256)
        throw new InputError(`${inside} in the shared folder is another file than the one that was submitted; submit it again`);
      return bytes;
    },
  };
}

/**
 * The mark of a folder from which something is submitted, made where there is none.
 *
 * @throws InputError when it cannot be written in
 */
export async function markedShared(folder: SharedFolder): Promise<string> {
  const before = await folder.mark();
  if (before !== undefined) return before;
  await writeFile(join(folder.path, MARK), `${randomUUID()}\n`, { flag: "wx" }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST")
      throw new InputError(`cannot write ${join(folder.path, MARK)}: ${systemFault(error)}; make the folder writable`);
  });
  return (await folder.mark()) ?? "";
}

/** A file's path from the shared folder; undefined where it lies elsewhere. */
export function pathInside(folder: string, file: string): string | undefined {
  const inside = relative(resolve(folder), resolve(file));
  return isInside(resolve(folder), resolve(file)) ? inside.split(sep).join("/") : undefined;
}

function isInside(folder: string, file: string): boolean {
  return file.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
