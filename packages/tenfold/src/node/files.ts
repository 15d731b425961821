import { randomUUID } from "node:crypto";
import { constants, type Stats } from "node:fs";
import { type FileHandle, lstat, mkdir, open, readdir, realpath, rename, rm, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { InputError } from "../errors.js";
import { refuseCame } from "../what-came.js";

/**
 * The bytes of a file.
 *
 * A larger file than `most` bytes is refused before it is read.
 * @throws InputError when it is missing, a folder, no regular file, or cannot be read
 */
export async function readBytes(path: string, { most = Number.POSITIVE_INFINITY }: { readonly most?: number } = {}): Promise<Uint8Array> {
  needPath("readBytes", path);
  const causes = { ENOENT: "there is no such file; check the path", ENXIO: NOT_REGULAR };
  const buffer = await inWords(`cannot read ${path}`, regularBytes(path, most), causes);
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength); // a Buffer's slice() would share where others copy
}

/** A pipe may never end, and a device never does; opened like this it does not keep who opens it waiting either. */
async function regularBytes(path: string, most: number): Promise<Buffer> {
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const found = await file.stat();
    if (!found.isFile() && !found.isDirectory()) throw new InputError(`cannot read ${path}: ${NOT_REGULAR}`);
    if (found.size > most)
      throw new InputError(
        `${path} has ${(found.size / 1e9).toFixed(1)} GB, more than the ${most / 1e9} GB that are read; make it smaller`,
      );
    return await file.readFile();
  } finally {
    await file.close();
  }
}

const NOT_REGULAR = "it is a pipe, a socket or a device, and only regular files are read; copy what it gives into one";

/**
 * Whether a file can be read at all, for those who leave the reading to a library.
 *
 * @throws InputError when it is missing, a folder, or cannot be read
 */
export async function readsAsFile(path: string): Promise<void> {
  const causes = { ENOENT: "there is no such file; check the path" };
  const file = await inWords(`cannot read ${path}`, open(path), causes);
  const folder = (await file.stat()).isDirectory();
  await file.close();
  if (folder) throw new InputError(`cannot read ${path}: it is a folder; pass the path of a file`);
}

/**
 * What the system tells of a file or folder, links followed.
 *
 * @throws InputError when there is none, as behind a link that leads nowhere, or the system does not tell
 */
export async function statsOf(path: string): Promise<Stats> {
  return inWords(`cannot read ${path}`, stat(path), { ENOENT: "there is no such file; check the path" });
}

/**
 * The names in a folder, sorted.
 *
 * @throws InputError when it is missing, a file, or cannot be read
 */
export async function listFolder(path: string): Promise<string[]> {
  needPath("listFolder", path);
  const causes = { ENOENT: "there is no such folder; check the path", ENOTDIR: "it is a file; pass the path of a folder" };
  return (await inWords(`cannot read the folder ${path}`, readdir(path), causes)).sort();
}

/**
 * The same without what is hidden (a dot in front) and what systems leave behind.
 *
 * @throws InputError as `listFolder`
 */
export async function listShown(path: string): Promise<string[]> {
  return (await listFolder(path)).filter((name) => !name.startsWith(".") && !["Thumbs.db", "desktop.ini", "__MACOSX"].includes(name));
}

/** What the system says of a failure, in words: "the disk is full"; its own code where that is not known. */
export function systemFault(error: unknown): string {
  const code = codeOf(error) ?? "an unknown code";
  return CAUSES[code]?.split(";")[0] ?? `the system answers ${code}`;
}

export interface WriteOptions {
  /** Puts the content into the opened file; tests pass one that fails midway. */
  readonly write?: ((file: FileHandle, content: Uint8Array | string) => Promise<void>) | undefined;
}

/**
 * Writes a whole file or nothing: into a temporary file in the same folder, through to the disk, then renamed onto `path`. When that
 * fails the temporary file is removed and an earlier file at `path` is as it was. A device or a pipe is written straight.
 *
 * @throws InputError when the disk is full or read-only, a folder is missing or not writable, or `path` is itself a folder
 */
export async function writeAside(path: string, content: Uint8Array | string, { write = writeAll }: WriteOptions = {}): Promise<void> {
  needPath("writeAside", path);
  const causes = { ENOENT: "its folder does not exist or takes no new files; make it or choose another one" };
  await inWords(
    `cannot write ${path}`,
    isDevice(path).then((device) => (device ? straight : aside)(path, content, write)),
    causes,
  );
}

/**
 * Makes a folder and those above it, unless they exist, and tries out whether files can be made in it.
 *
 * @throws InputError when a file is in the way, or the folder cannot be made or written in
 */
export async function makeFolder(path: string): Promise<void> {
  needPath("makeFolder", path);
  const causes = { ENOENT: "the system allows none there; choose another place" };
  await inWords(`cannot make the folder ${path}`, makeAll(resolve(path), path), causes);
  await inWords(`cannot write in the folder ${path}`, probe(path), causes);
}

function needPath(who: string, came: string): void {
  if (typeof came !== "string") refuseCame(`${who}: path`, came, "a path as text");
}

type Write = NonNullable<WriteOptions["write"]>;

async function isDevice(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found !== undefined && !found.isFile() && !found.isDirectory();
}

async function straight(path: string, content: Uint8Array | string, write: Write): Promise<void> {
  const file = await open(path, "w");
  await write(file, content).finally(() => file.close());
}

async function aside(path: string, content: Uint8Array | string, write: Write): Promise<void> {
  const target = await realpath(path).catch(() => path); // a link stays a link
  const temporary = temporaryIn(dirname(target));
  try {
    const file = await open(temporary, "wx");
    await write(file, content)
      .then(() => file.sync())
      .finally(() => file.close());
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {}); // the first failure is the one to tell
    throw error;
  }
}

/** In the same folder as the file that it becomes, because only within one disk is a rename all or nothing. */
function temporaryIn(folder: string): string {
  return join(folder, `.${randomUUID()}.tmp`);
}

async function writeAll(file: FileHandle, content: Uint8Array | string): Promise<void> {
  await file.writeFile(content);
}

/** Folder by folder, because Node's recursive `mkdir` never returns where the system allows none, as under /proc. */
async function makeAll(folder: string, wanted: string): Promise<void> {
  const found = await stat(folder).catch(() => undefined);
  if (found?.isDirectory()) return;
  if (found) throw new InputError(`cannot make the folder ${wanted}: ${folder} is a file; choose another place or move the file`);
  if (dirname(folder) !== folder) await makeAll(dirname(folder), wanted);
  await mkdir(folder).catch((error: unknown) => {
    if (codeOf(error) !== "EEXIST") throw error; // else another process was faster
  });
}

/** Makes a file and removes it: the permissions alone do not tell, on a read-only disk or under /proc. */
async function probe(folder: string): Promise<void> {
  await sweep(folder).catch(() => {}); // what stays there hinders nobody
  const temporary = temporaryIn(folder);
  const file = await open(temporary, "wx");
  await rm(temporary).finally(() => file.close()); // at once: a process may be killed at any time
}

/** Empty temporary files that stay where a process was killed: after a minute nobody writes into them. */
const LEFT_MS = 60_000;

async function sweep(folder: string): Promise<void> {
  const left = (await readdir(folder)).filter((name) => /^\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.tmp$/.test(name));
  for (const name of left) {
    const path = join(folder, name);
    const found = await lstat(path).catch(() => undefined);
    if (found?.isFile() && found.size === 0 && Date.now() - found.mtimeMs > LEFT_MS) await rm(path, { force: true });
  }
}

/** Waits for `work`, and tells its failure in words; what is no failure of the system, a bug, keeps its stack. */
async function inWords<T>(act: string, work: Promise<T>, causes: Readonly<Record<string, string>>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const code = codeOf(error);
    if (error instanceof InputError || code === undefined) throw error;
    const cause = causes[code] ?? CAUSES[code] ?? `the system answers ${code}; choose another place`;
    throw new InputError(`${act}: ${cause}`, { cause: error });
  }
}

/** Cause and remedy by the system's code. */
const CAUSES: Readonly<Record<string, string>> = {
  EACCES: "permission is denied; change its permissions or choose another place",
  EPERM: "permission is denied; change its permissions or choose another place",
  EEXIST: "something of that name is there already; choose another place",
  EROFS: "the disk is read-only; choose another place",
  ENOSPC: "the disk is full; free some space or choose another place",
  EDQUOT: "the disk quota is used up; free some space or choose another place",
  EFBIG: "it is larger than a file may be there; choose another place",
  EISDIR: "it is a folder; pass the path of a file",
  ENOTDIR: "a part of the path is a file, not a folder; check the path",
  ENAMETOOLONG: "a name in the path is too long; choose a shorter one",
  ELOOP: "its links go round in a circle; check the path",
  EMFILE: "too many files are open; close some and try again",
  ENFILE: "too many files are open; close some and try again",
  EIO: "the disk reports a fault; check it or choose another place",
  ERR_FS_FILE_TOO_LARGE: "it is larger than 2 GiB; pass a smaller file",
};

/** The system's name for a failure, as in "ENOSPC". */
function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" && (/^E[A-Z0-9]+$/.test(code) || code in CAUSES) ? code : undefined;
}
