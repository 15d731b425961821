import { type FileHandle, open, readFile } from "node:fs/promises";
import { InputError } from "tenfold";
import { jsonLine } from "../printable.js";
import { refuseExisting } from "../write-new.js";
import type { ReadRecord } from "./read-record.js";

/** A file of JSON lines that grows with the reading: one record a page, a file's records together. */
export interface ReadJournal {
  /** Files that are in it already. */
  readonly done: ReadonlySet<string>;
  /** The records of one file, written through to the disk. */
  write(records: readonly ReadRecord[]): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens a journal: a new one, or an earlier one to go on with, from which what was left half written by a killed process is cut off.
 *
 * @throws InputError when there is one and it was not asked to go on, or it holds something else
 */
export async function openJournal(path: string, { resume }: { resume: boolean }): Promise<ReadJournal> {
  if (!resume) await refuseExisting(path);
  const before = resume ? await readFile(path).catch(() => Buffer.alloc(0)) : Buffer.alloc(0);
  const { done, length } = whatIsDone(before, path);
  const file = await open(path, resume ? "a" : "wx").catch((error: NodeJS.ErrnoException): never => {
    throw new InputError(`cannot write ${path}: the system answers ${error.code}; choose another --out`);
  });
  if (length < before.length) await file.truncate(length);
  return { done, write: (records) => append(file, path, records), close: () => file.close() };
}

async function append(file: FileHandle, path: string, records: readonly ReadRecord[]): Promise<void> {
  try {
    await file.appendFile(records.map((record) => jsonLine(record)).join(""));
    await file.datasync();
  } catch (error) {
    throw new InputError(
      `cannot write ${path}: the system answers ${(error as NodeJS.ErrnoException).code}; make room and go on with --resume`,
    );
  }
}

/** The files whose records are whole, and the bytes up to the end of the last of them. */
function whatIsDone(bytes: Buffer, path: string): { done: Set<string>; length: number } {
  const done = new Set<string>();
  let length = 0;
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(0x0a, start);
    if (end < 0) break; // the last line was cut off
    const record = recordIn(bytes.toString("utf8", start, end));
    if (!record) throw new InputError(`${path} holds something else than what was read; pass another --out`);
    start = end + 1;
    if (record.page !== undefined && record.page < (record.pages ?? 1)) continue;
    done.add(record.file);
    length = start;
  }
  return { done, length };
}

function recordIn(line: string): { file: string; page?: number; pages?: number } | undefined {
  try {
    const record = Object(JSON.parse(line)) as { file?: unknown; page?: number; pages?: number };
    return typeof record.file === "string" ? { ...record, file: record.file } : undefined;
  } catch {
    return undefined;
  }
}
