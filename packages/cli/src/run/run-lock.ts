import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { InputError } from "tenfold";
import { writeAside } from "tenfold/node";
import type { RunFolder } from "./run-folder.js";

/**
 * Does work that writes in a run's folder while no other process does.
 *
 * Each process puts a file with its id in its name there, and only then looks for those of others: of two that come at once, one goes on
 * at most. Files of processes that have died are removed.
 *
 * @throws InputError when another process is at work there, or the folder cannot be written in
 */
export async function locked<T>(run: RunFolder, work: () => Promise<T>): Promise<T> {
  const own = lockFile(process.pid);
  await writeAside(join(run.path, own), "");
  try {
    await refuseOthers(run, own);
    return await work();
  } finally {
    await rm(join(run.path, own), { force: true });
  }
}

/** Removes what writers that were killed have left half written; for the holder of the lock. */
export async function sweep({ path }: RunFolder): Promise<void> {
  for (const folder of [path, join(path, "plots")]) {
    const names = await readdir(folder).catch(() => []);
    for (const name of names.filter((name) => TEMPORARY.test(name))) await rm(join(folder, name), { force: true });
  }
}

/** As `writeAside` calls a file before it is whole. */
const TEMPORARY = /^\.[\da-f-]{36}\.tmp$/;

function lockFile(pid: number): string {
  return `.process-${pid}.lock`;
}

async function refuseOthers({ path }: RunFolder, own: string): Promise<void> {
  for (const name of await readdir(path)) {
    const pid = Number(/^\.process-(\d+)\.lock$/.exec(name)?.[1]);
    if (Number.isNaN(pid) || name === own) continue;
    if (lives(pid)) {
      throw new InputError(
        `${path} is being written by process ${pid}; wait for its end, or remove ${join(path, name)} if that is no tenfold`,
      );
    }
    await rm(join(path, name), { force: true });
  }
}

/** Signal 0 is never sent: the system only tells whether it could be. */
function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM"; // somebody else's
  }
}
