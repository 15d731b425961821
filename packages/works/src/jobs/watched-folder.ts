import { watch } from "node:fs";
import { mkdir, readdir, rename, stat, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { InputError } from "tenfold";
import { takeLock } from "../resumable/place-lock.js";

/** What became of a file: nothing where it was read, or why it could not be. */
export type FileOutcome = { readonly error?: string | undefined };

export interface WatchOptions {
  /** Reads a file; one that throws InputError could not be read. */
  readonly onFile: (path: string, name: string) => Promise<FileOutcome>;
  /** Ends the watching; a file that is being read is read to its end. */
  readonly signal: AbortSignal;
  /** So long a file has to be as it is, in size and time of change, before it is taken for whole; 5 seconds unless told, in milliseconds. */
  readonly stillMs?: number | undefined;
  /** Time between two looks at the folder where the system tells of no change, in milliseconds; 2 seconds unless told. */
  readonly rescanMs?: number | undefined;
  /** Told in a sentence what goes wrong with the folder. */
  readonly tell?: ((sentence: string) => void) | undefined;
}

/** Files that may be pages; others are left where they are. */
const PAGES = /\.(png|jpe?g|webp|tiff?|gif|avif|svg|pdf)$/i;
/** Folders in the watched one: what is being read, what was, and what could not be. */
const [CLAIMED, DONE, FAILED] = [".reading", "done", "failed"] as const;

/**
 * Reads what comes into a folder, as scanners put it there. A file that is still being written is left alone until nothing about it has changed for
 * some seconds; then it is claimed by moving it. What was read is moved to `done`, what could not be to `failed`, with a `.txt` beside it that says
 * why. What a killed process had claimed is put back first. One process watches a folder at a time.
 *
 * @returns once watching has ended
 * @throws InputError when the folder is not there, cannot be written in, or another process watches it
 */
export async function watchFolder(folder: string, options: WatchOptions): Promise<void> {
  const { onFile, signal, stillMs = 5000, rescanMs = 2000, tell } = options;
  const release = await prepared(folder);
  const seen = new Map<string, { readonly print: string; readonly since: number }>();
  let wake = () => {};
  const watcher = watch(folder, { persistent: false }, () => wake()).on("error", () => {}); // a hint: the rescan sees everything
  signal.addEventListener("abort", () => wake());
  try {
    while (!signal.aborted) {
      const whole = await stillFiles(folder, seen, stillMs).catch((error: NodeJS.ErrnoException): string[] => {
        tell?.(`cannot look into ${folder}: the system answers ${error.code}; looking again`);
        return [];
      });
      for (const name of whole) {
        if (signal.aborted) break;
        await readClaimed(folder, name, onFile);
        seen.delete(name);
      }
      if (signal.aborted) break;
      await new Promise<void>((done) => {
        const timer = setTimeout(done, Math.min(rescanMs, stillMs));
        wake = () => {
          clearTimeout(timer);
          setTimeout(done, 50); // a writer that writes on wakes again
        };
      });
    }
  } finally {
    watcher.close();
    await release();
  }
}

/** @returns what gives the folder free */
async function prepared(folder: string): Promise<() => Promise<void>> {
  if (!(await stat(folder).catch(() => undefined))?.isDirectory())
    throw new InputError(`there is no folder ${folder} to watch; make it first`);
  const release = await takeLock({ path: folder });
  try {
    for (const name of [CLAIMED, DONE, FAILED]) await mkdir(join(folder, name), { recursive: false }).catch(unlessThere);
    for (const name of await readdir(join(folder, CLAIMED))) await rename(join(folder, CLAIMED, name), join(folder, name));
    return release;
  } catch (error) {
    await release();
    const { code } = error as NodeJS.ErrnoException;
    throw new InputError(`cannot watch ${folder}: the system answers ${code}`);
  }
}

function unlessThere(error: NodeJS.ErrnoException): void {
  if (error.code !== "EEXIST") throw error;
}

/** Files that have been as they are for long enough. */
async function stillFiles(
  folder: string,
  seen: Map<string, { readonly print: string; readonly since: number }>,
  stillMs: number,
): Promise<string[]> {
  const now = performance.now();
  const still: string[] = [];
  const names = (await readdir(folder)).filter((name) => PAGES.test(name) && !name.startsWith("."));
  for (const name of [...seen.keys()].filter((name) => !names.includes(name))) seen.delete(name);
  for (const name of names.sort()) {
    const found = await stat(join(folder, name)).catch(() => undefined);
    if (!found?.isFile()) continue;
    const print = `${found.size} ${found.mtimeMs} ${found.ino}`;
    const before = seen.get(name);
    if (before?.print !== print) seen.set(name, { print, since: now });
    else if (found.size > 0 && now - before.since >= stillMs) still.push(name);
  }
  return still;
}

async function readClaimed(folder: string, name: string, onFile: WatchOptions["onFile"]): Promise<void> {
  const claimed = join(folder, CLAIMED, name);
  try {
    await rename(join(folder, name), claimed);
  } catch {
    return; // it has gone
  }
  const { error } = await onFile(claimed, name).catch((error: unknown): FileOutcome => {
    if (error instanceof InputError) return { error: error.message };
    throw error;
  });
  const place = await freeName(join(folder, error === undefined ? DONE : FAILED), name);
  if (error !== undefined) await writeFile(`${place}.txt`, `${error}\n`);
  await rename(claimed, place);
}

/** The name, or one with a number where a file of before has it. */
async function freeName(folder: string, name: string): Promise<string> {
  const taken = new Set(await readdir(folder));
  const ending = extname(name);
  const stem = name.slice(0, name.length - ending.length);
  for (let number = 1; ; number++) {
    const one = number === 1 ? name : `${stem} (${number})${ending}`;
    if (!taken.has(one)) return join(folder, one);
  }
}
