import { randomUUID } from "node:crypto";
import { readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";

export interface LockOptions {
  /** Told once, when another process is at work and has to be waited for. */
  readonly onWait?: ((holder: string) => void) | undefined;
  /** Ends the waiting. */
  readonly signal?: AbortSignal | undefined;
  /** A lock that was not renewed for so long is left over from a process that died; 15 seconds unless told. */
  readonly staleMs?: number | undefined;
}

/**
 * Does `work` while no other process does the same: a file `path` stands for it, which is renewed while the work goes on. A file that is
 * no longer renewed, or whose process on this machine is gone, does not count.
 */
export async function holding<T>(path: string, work: () => Promise<T>, { onWait, signal, staleMs = 15_000 }: LockOptions = {}): Promise<T> {
  const mark = JSON.stringify({ pid: process.pid, host: hostname(), id: randomUUID() });
  await take(path, mark, staleMs, onWait, signal);
  const beat = setInterval(() => void renew(path), staleMs / 5);
  beat.unref();
  try {
    return await work();
  } finally {
    clearInterval(beat);
    if ((await readFile(path, "utf8").catch(() => "")) === mark) await rm(path, { force: true });
  }
}

async function take(
  path: string,
  mark: string,
  staleMs: number,
  onWait: LockOptions["onWait"],
  signal: AbortSignal | undefined,
): Promise<void> {
  let told = false;
  for (let looks = 1; ; looks++) {
    try {
      return await writeFile(path, mark, { flag: "wx" });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const holder = await readFile(path, "utf8").catch(() => "");
    if (await isLeftOver(path, holder, staleMs)) {
      // Only the lock that was looked at, not one that another process has made since.
      if ((await readFile(path, "utf8").catch(() => "")) === holder) await rm(path, { force: true });
      continue;
    }
    // One that is empty is most often being written in this moment; the next look knows whose it is.
    if (!told && (holder !== "" || looks > 1)) {
      onWait?.(nameOf(holder));
      told = true;
    }
    await sleep(100, undefined, { signal });
  }
}

async function renew(path: string): Promise<void> {
  const now = new Date();
  await utimes(path, now, now).catch(() => {}); // gone: somebody took it for left over
}

async function isLeftOver(path: string, holder: string, staleMs: number): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  if (!found) return false; // released in this moment
  if (Date.now() - found.mtimeMs > staleMs) return true;
  const { pid, host } = parsed(holder);
  return host === hostname() && pid !== undefined && !isRunning(pid);
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0); // sends nothing, only asks
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM"; // it runs, as another user
  }
}

function nameOf(holder: string): string {
  const { pid, host } = parsed(holder);
  return pid === undefined ? "another process" : `process ${pid}${host === hostname() ? "" : ` on ${host}`}`;
}

/** What the file says, as far as it can be believed; it may be seen before all of it is written. */
function parsed(holder: string): { pid?: number; host?: string } {
  try {
    const { pid, host } = Object(JSON.parse(holder)) as { pid: unknown; host: unknown };
    return { ...(Number.isSafeInteger(pid) && Number(pid) > 0 && { pid: Number(pid) }), ...(typeof host === "string" && { host }) };
  } catch {
    return {};
  }
}
