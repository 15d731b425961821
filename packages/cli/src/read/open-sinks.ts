import { InputError, type Picture } from "tenfold";
import { listFolder, makeFolder } from "tenfold/node";
import type { Host } from "../host.js";
import { jsonLine } from "../printable.js";
import { writeAnnotated } from "./annotate-reading.js";
import { drawingNames } from "./drawing-names.js";
import type { Input } from "./list-inputs.js";
import { csvHeading, csvRows } from "./read-csv.js";
import { openJournal } from "./read-journal.js";
import { isFailure, type ReadRecord } from "./read-record.js";
import { readingText } from "./reading-text.js";

export interface SinkOptions {
  readonly inputs: readonly Input[];
  readonly json?: boolean | undefined;
  readonly csv?: boolean | undefined;
  readonly out?: string | undefined;
  readonly resume: boolean;
  readonly annotate?: string | undefined;
  /** How pages are read, as JSON has it. */
  readonly settings: unknown;
}

/** Where what was read goes. */
export interface Sinks {
  readonly done: ReadonlySet<string>;
  readonly onFile: (records: readonly ReadRecord[]) => Promise<void>;
  readonly onPage: (record: ReadRecord, picture: Picture) => Promise<void>;
  /** Ends what is printed. */
  close(): Promise<void>;
}

/**
 * Opens what the results go to: stdout as text, CSV or JSON, a journal, a folder of drawings.
 *
 * @throws InputError when the journal is there already and was not asked for, or a folder cannot be made
 */
export async function openSinks({ inputs, json, csv, out, resume, annotate, settings }: SinkOptions, host: Host): Promise<Sinks> {
  if (annotate !== undefined) await openFolder(annotate, resume);
  const journal = out === undefined ? undefined : await openJournal(out, { resume, settings });
  const names = annotate === undefined ? new Map<string, string>() : drawingNames(inputs);
  const isSilent = journal !== undefined && !json && !csv; // the journal is the result
  if (json) host.out('{"pages":[');
  if (csv) host.out(csvHeading());
  let count = 0;
  const print = (record: ReadRecord) => {
    if (json) host.out(`${count++ > 0 ? "," : ""}\n${jsonLine(record).trimEnd()}`);
    else if (csv) host.out(csvRows(record));
    else if (!isSilent && !isFailure(record)) host.out(readingText(record));
  };
  return {
    done: journal?.done ?? new Set(),
    async onFile(records) {
      await journal?.write(records);
      for (const record of records) print(record);
    },
    async onPage(record, picture) {
      if (annotate !== undefined) await writeAnnotated(annotate, names.get(record.file) ?? "page", record, picture);
    },
    async close() {
      if (json) host.out("\n]}\n");
      await journal?.close();
    },
  };
}

/** A folder for drawings: an empty one, unless an earlier run goes on. */
async function openFolder(folder: string, resume: boolean): Promise<void> {
  await makeFolder(folder);
  if (!resume && (await listFolder(folder)).length > 0) {
    throw new InputError(`${folder} is not empty; pass another --annotate, or move away what is in it`);
  }
}
