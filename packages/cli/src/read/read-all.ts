import { InputError } from "tenfold";
import { type Host, Interrupted } from "../host.js";
import { plain } from "../text-table.js";
import { listInputs } from "./list-inputs.js";
import { type ReadFileSettings, readFilePages } from "./read-file.js";
import { isFailure, type ReadRecord } from "./read-record.js";

export interface ReadAllSettings extends ReadFileSettings {
  /** Files that need not be read again. */
  readonly done?: ReadonlySet<string>;
  /** Gets the records of each file as soon as it is read. */
  readonly onFile: (records: readonly ReadRecord[]) => Promise<void>;
}

/**
 * Reads files and folders, one file after the other, and tells a host how it goes on. A file that cannot be read is told of, and the rest
 * goes on.
 *
 * @throws InputError in the end when some could not be read
 * @throws Interrupted when somebody wishes to stop: after the file that is being read
 */
export async function readAll(paths: readonly string[], settings: ReadAllSettings, host: Host): Promise<void> {
  const inputs = await listInputs(paths);
  const left = inputs.filter(({ file }) => !settings.done?.has(file));
  if (left.length < inputs.length) host.err(`${inputs.length - left.length} of ${inputs.length} files were read before\n`);
  const { signal, end } = host.interruption();
  let failed = 0;
  try {
    for (const [at, { file, error }] of left.entries()) {
      if (signal.aborted) throw new Interrupted(`stopped after ${at} of ${left.length} files; with --out, --resume goes on`);
      if (host.live) host.err(`\r${at + 1} of ${left.length}  ${plain(file)}\u001b[K`);
      const records = error === undefined ? await readFilePages(file, settings) : [{ file, error }];
      for (const record of records.filter(isFailure)) {
        failed++;
        host.err(`${host.live ? "\r\u001b[K" : ""}${plain(toldOf(record))}\n`);
      }
      await settings.onFile(records);
    }
  } finally {
    if (host.live) host.err("\r\u001b[K");
    end();
  }
  if (failed > 0) throw new InputError(`${failed} of what was to be read could not be; the reasons are above, and the rest was read`);
}

function toldOf({ file, page, error }: { file: string; page?: number; error: string }): string {
  const where = page === undefined ? file : `${file} page ${page}`;
  return error.includes(file) ? error : `${where}: ${error}`;
}
