import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { pid as ownPid } from "node:process";
import { InputError } from "tenfold";
import { writeAside } from "tenfold/node";
import { lockOf, type Place, refuseTaken } from "./place-taken.js";

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
export async function takeLock(place: Place): Promise<() => Promise<void>> {
  const own = lockOf(place, ownPid);
  await writeAside(own, "").catch((error: unknown) => {
    throw error instanceof InputError ? new InputError(error.message.replace(own, place.path), { cause: error }) : error;
  });
  const release = () => rm(own, { force: true });
  await refuseTaken(place).catch(async (error: unknown) => {
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
