import { readdir, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { pid as ownPid } from "node:process";
import { InputError } from "tenfold";
import { writeAside } from "tenfold/node";
import { isRunning } from "./is-running.js";

/** Where work is kept: in a folder of its own, or in a file. */
export interface Place {
  readonly path: string;
  readonly isFile?: boolean;
}

/**
 * Does work that writes in a place while no other process does.
 *
 * @throws InputError when another process is at work there, or the place cannot be written in
 */
export async function locked<T>(place: Place, work: () => Promise<T>): Promise<T> {
  const release = await takeLock(place);
  try {
    return await work();
  } finally {
    await release();
  }
}

/**
 * Takes a place for this process until it is released.
 *
 * Each process puts a file with its id in its name there, beside a file or within a folder, and only then looks for those of others: of two
 * that come at once, one goes on at most. Files of processes that have died are removed.
 *
 * @returns what releases it
 * @throws InputError when another process is at work there, or the place cannot be written in
 */
export async function takeLock({ path, isFile = false }: Place): Promise<() => Promise<void>> {
  const [folder, start] = isFile ? [dirname(path), `.${basename(path)}`] : [path, ""];
  const own = join(folder, lockFile(start, ownPid));
  await writeAside(own, "").catch((error: unknown) => {
    throw error instanceof InputError ? new InputError(error.message.replace(own, path), { cause: error }) : error;
  });
  const release = () => rm(own, { force: true });
  await refuseOthers(path, folder, start).catch(async (error: unknown) => {
    await release();
    throw error;
  });
  return release;
}

/** Removes what writers that were killed have left half written in a folder; for the holder of its lock. */
export async function sweep({ path }: Place): Promise<void> {
  for (const folder of [path, join(path, "plots")]) {
    const names = await readdir(folder).catch(() => []);
    for (const name of names.filter((name) => TEMPORARY.test(name))) await rm(join(folder, name), { force: true });
  }
}

/** As `writeAside` calls a file before it is whole. */
const TEMPORARY = /^\.[\da-f-]{36}\.tmp$/;

function lockFile(start: string, pid: number): string {
  return `${start}.process-${pid}.lock`;
}

async function refuseOthers(path: string, folder: string, start: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = name.startsWith(start) ? Number(/^\.process-(\d+)\.lock$/.exec(name.slice(start.length))?.[1]) : Number.NaN;
    if (Number.isNaN(pid) || pid === ownPid) continue;
    const lock = join(folder, name);
    if (isRunning(pid)) {
      throw new InputError(`${path} is being written by process ${pid}; wait for its end, or remove ${lock} if that is no tenfold`);
    }
    await rm(lock, { force: true });
  }
}
