import { InputError } from "tenfold";
import { type Host, Interrupted } from "../host.js";
import { plain } from "../text-table.js";
import type { Input } from "./list-inputs.js";
import { type ReadFileSettings, readFilePages } from "./read-file.js";
import { isFailure, type ReadRecord } from "./read-record.js";
import { readTally } from "./read-tally.js";

/** Wipes the line that tells of progress. */
const CLEAR = "\r\u001b[K";

export interface ReadAllSettings extends ReadFileSettings {
  /** Files that need not be read again. */
  readonly done?: ReadonlySet<string>;
  /** Gets the records of each file as soon as it is read. */
  readonly onFile: (records: readonly ReadRecord[]) => Promise<void>;
  /** Gets a sentence about each file and page that cannot be read, as soon as that is known; of a single one the error says it. */
  readonly onFailure: (sentence: string) => void;
}

/**
 * Reads files, one after the other, and tells a host how it goes on and, of several, what came of them. A file that cannot
 * be read is told of, and the rest goes on.
 *
 * @throws InputError in the end when some could not be read, with what came of all
 * @throws Interrupted when somebody wishes to stop: after the file that is being read
 */
export async function readAll(inputs: readonly Input[], settings: ReadAllSettings, host: Host): Promise<void> {
  const left = inputs.filter(({ file }) => !settings.done?.has(file));
  if (left.length < inputs.length) host.err(`${inputs.length - left.length} of ${inputs.length} files were read before\n`);
  const { signal, end } = host.interruption();
  const tally = readTally();
  try {
    for (const [at, { file, error }] of left.entries()) {
      if (signal.aborted) throw new Interrupted(`stopped after ${at} of ${left.length} files; with --out, --resume goes on`);
      if (host.live) host.err(`\r${at + 1} of ${left.length}  ${plain(file)}\u001b[K`);
      const records = error === undefined ? await readFilePages(file, settings) : [{ file, error }];
      tally.add(records);
      const told = records.filter(isFailure).map(toldOf);
      if (host.live) host.err(CLEAR);
      await settings.onFile(records);
      if (left.length === 1 && records.length === 1 && told[0] !== undefined) throw new InputError(told[0]);
      for (const sentence of told) settings.onFailure(sentence);
    }
  } finally {
    if (host.live) host.err(CLEAR);
    end();
  }
  const text = tally.text();
  if (!tally.isWhole()) throw new InputError(text);
  if (text !== undefined) host.err(`${text}\n`);
}

function toldOf({ file, page, error }: { file: string; page?: number; error: string }): string {
  const where = page === undefined ? file : `${file} page ${page}`;
  return error.includes(file) ? error : `${where}: ${error}`;
}
