import { closeSync, ftruncateSync, openSync, read, unlinkSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

/** A file without a name that two processes have open: large things pass through it whole, and not in the pieces of a pipe. */
export interface SharedFile {
  readonly descriptor: number;
  /** Takes out what the other process has put in. */
  take(bytes: number): Promise<Uint8Array>;
  close(): void;
}

/** So much stays for the next page; more room is given back. */
const KEPT = 64 << 20;

const readAt = promisify(read);

/** Nothing where the system has no files without names, or no room for one. */
export function sharedFile(): SharedFile | undefined {
  if (process.platform === "win32") return undefined;
  try {
    const path = join(tmpdir(), `tenfold-${process.pid}-${crypto.randomUUID()}`);
    const descriptor = openSync(path, "wx+", 0o600);
    unlinkSync(path);
    return { descriptor, take: (bytes) => taken(descriptor, bytes), close: () => closeSync(descriptor) };
  } catch {
    return undefined;
  }
}

async function taken(descriptor: number, bytes: number): Promise<Uint8Array> {
  const { buffer } = Buffer.allocUnsafeSlow(bytes); // memory of its own
  const whole = new Uint8Array(buffer);
  for (let at = 0; at < bytes; ) {
    const { bytesRead } = await readAt(descriptor, whole, at, bytes - at, at);
    if (bytesRead === 0) throw new RangeError(`a page of ${bytes} bytes ended after ${at}`);
    at += bytesRead;
  }
  if (bytes > KEPT) ftruncateSync(descriptor);
  return whole;
}

/** Puts something in for the other process to take out; false where there is no room for it. */
export function put(descriptor: number, bytes: Uint8Array): boolean {
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at, bytes.length - at, at);
    return true;
  } catch {
    return false;
  }
}
