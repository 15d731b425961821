import { type FileHandle, open, readFile } from "node:fs/promises";
import { InputError } from "tenfold";
import { writeAside } from "tenfold/node";
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

export interface JournalOptions {
  readonly resume: boolean;
  /** How pages are read, as JSON has it: beside the journal, so that it is not gone on with in another way. */
  readonly settings: unknown;
}

/**
 * Opens a journal: a new one, or an earlier one to go on with, without what was left half written by a killed process and without files that
 * could not be read, which are read again.
 *
 * @throws InputError when there is one and it was not asked to go on, it holds something else, or it was read with other settings
 */
export async function openJournal(path: string, { resume, settings }: JournalOptions): Promise<ReadJournal> {
  if (!resume) await refuseExisting(path, "go on with it with --resume, pass another --out, or move it away");
  const before = resume ? await readFile(path).catch(() => Buffer.alloc(0)) : Buffer.alloc(0);
  const { done, kept } = whatIsDone(before, path);
  await keepSettings(`${path}.settings.json`, path, settings, before.length > 0);
  if (kept.length < before.length) await writeAside(path, Buffer.from(kept));
  const file = await open(path, resume ? "a" : "wx").catch((error: NodeJS.ErrnoException): never => {
    throw new InputError(`cannot write ${path}: the system answers ${error.code}; choose another --out`);
  });
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

/** @throws InputError when there is a journal that was begun with other settings */
async function keepSettings(beside: string, path: string, settings: unknown, isBegun: boolean): Promise<void> {
  const wanted = `${JSON.stringify(settings)}\n`;
  const begun = isBegun ? await readFile(beside, "utf8").catch(() => undefined) : undefined;
  if (begun !== undefined && begun !== wanted) {
    throw new InputError(
      `${path} was begun with other settings, ${begun.trim()}, and these are ${wanted.trim()}; pass the same, or another --out`,
    );
  }
  await writeAside(beside, Buffer.from(wanted));
}

/** The files whose records are whole and no failures, and those records. */
function whatIsDone(bytes: Buffer, path: string): { done: Set<string>; kept: string } {
  const done = new Set<string>();
  let [kept, own, hasFailed] = ["", "", false];
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(0x0a, start);
    if (end < 0) break; // the last line was cut off
    const record = recordIn(bytes.toString("utf8", start, end));
    if (!record) throw new InputError(`${path} holds something else than what was read; pass another --out`);
    own += bytes.toString("utf8", start, end + 1);
    hasFailed ||= record.error !== undefined;
    start = end + 1;
    if (record.page !== undefined && record.page < (record.pages ?? 1)) continue;
    if (!hasFailed) {
      done.add(record.file);
      kept += own;
    }
    [own, hasFailed] = ["", false];
  }
  return { done, kept };
}

function recordIn(line: string): { file: string; page?: number; pages?: number; error?: unknown } | undefined {
  try {
    const record = Object(JSON.parse(line)) as { file?: unknown; page?: number; pages?: number; error?: unknown };
    return typeof record.file === "string" ? { ...record, file: record.file } : undefined;
  } catch {
    return undefined;
  }
}
