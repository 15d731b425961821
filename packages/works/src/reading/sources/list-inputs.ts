import type { Dirent } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { systemFault } from "tenfold/node";

/**
 * Endings of files that are taken from a folder, among them pictures of kinds that are not read: somebody should hear of these, not miss them. A file that is named
 * itself is read whatever its name.
 */
const pictures = /\.(png|jpe?g|jpe|jfif|webp|tiff?|gif|avif|hei[cf]|svg|pdf|bmp|dib|p[bgnp]m|jp2|j2k|jp[fx]|jxl)$/i;

/** "scan-2" comes before "scan-10". */
const natural = new Intl.Collator("en", { numeric: true });

/** The file that is no file: what is piped into the program. */
export const STANDARD_INPUT = "-";

/** What to call a file in a sentence. */
export function nameOf(file: string): string {
  return file === STANDARD_INPUT ? "standard input" : file;
}

/** Whether a file's name says that it holds pen strokes. */
export function isPenFile(file: string): boolean {
  return /\.(json|inkml)$/i.test(file);
}

/** A file to read, and of how many that is known so far. */
export interface Input {
  readonly file: string;
  /** The folder that was asked for; of a file that was named itself its own. */
  readonly folder: string;
  /** Why it cannot be read, where that is known before. */
  readonly error?: string;
}

/**
 * The files among paths: files as they are named, folders with the pictures in them and in their folders, in natural order. Hidden files are
 * passed over, and links to folders, which might lead in circles. A path that is not there becomes an input with an error, so that the
 * others are read; "-" is standard input.
 *
 * @param except a folder within those, as of drawings that an earlier run made
 */
export async function listInputs(paths: readonly string[], except?: string): Promise<Input[]> {
  const listed = await Promise.all(
    paths.map(async (path): Promise<Input[]> => {
      if (path === STANDARD_INPUT) return [{ file: path, folder: dirname(path) }];
      const found = await stat(path).catch(() => undefined);
      if (!found) return [{ file: path, folder: dirname(path), error: `cannot read ${path}: there is no such file; check the path` }];
      if (!found.isDirectory()) return [{ file: path, folder: dirname(path) }];
      const inside = await picturesIn(path, except === undefined ? undefined : resolve(except));
      if (inside.length > 0) return inside.map((one) => ({ ...one, folder: path }));
      return [
        { file: path, folder: path, error: `${path} holds no pictures; PNG, JPEG, WebP, TIFF, GIF, AVIF, HEIC, SVG and PDF are read` },
      ];
    }),
  );
  return listed.flat();
}

/** A folder among them that cannot be looked into is one with an error. */
async function picturesIn(folder: string, except: string | undefined): Promise<Pick<Input, "file" | "error">[]> {
  let entries: Dirent[];
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch (error) {
    return [{ file: folder, error: `cannot read the folder ${folder}: ${systemFault(error)}; change its permissions, or leave it out` }];
  }
  const shown = entries.filter(({ name }) => !name.startsWith(".")).sort((one, other) => natural.compare(one.name, other.name));
  const found: Pick<Input, "file" | "error">[] = [];
  for (const entry of shown) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) found.push(...(resolve(path) === except ? [] : await picturesIn(path, except)));
    else if (pictures.test(entry.name)) found.push({ file: path });
  }
  return found;
}
