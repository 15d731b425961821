import { type FileHandle, open } from "node:fs/promises";
import { InputError } from "tenfold";
import { systemFault, writeAside } from "tenfold/node";
import { jsonLine } from "../json-line.js";

/** A file of JSON lines that grows with the work: a line a record. */
export interface Journal {
  /** Adds records, and returns once they are on the disk. */
  write(records: readonly unknown[]): Promise<void>;
  close(): Promise<void>;
}

/** The lines of a journal as an earlier process has left it, with their line feeds; one that was cut off is none. */
export function* wholeLines(bytes: Buffer): Generator<string> {
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(0x0a, start);
    if (end < 0) return;
    yield bytes.toString("utf8", start, end + 1);
    start = end + 1;
  }
}

/**
 * Opens a journal to be added to.
 *
 * @param kept what stays of an earlier one; undefined where there is none
 * @throws InputError when it cannot be written
 */
export async function openJournal(path: string, kept: string | undefined): Promise<Journal> {
  if (kept !== undefined) await writeAside(path, kept); // without what was cut off
  const file = await open(path, kept === undefined ? "wx" : "a").catch((error: unknown): never => {
    throw new InputError(`cannot write ${path}: ${systemFault(error)}; choose another --out`, { cause: error });
  });
  return { write: (records) => append(file, path, records), close: () => file.close() };
}

async function append(file: FileHandle, path: string, records: readonly unknown[]): Promise<void> {
  try {
    await file.appendFile(records.map(jsonLine).join(""));
    await file.datasync();
  } catch (error) {
    throw new InputError(`cannot write ${path}: ${systemFault(error)}; make room and go on with --resume`, { cause: error });
  }
}
