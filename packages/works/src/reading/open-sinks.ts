import { InputError, type Picture } from "tenfold";
import { type DocumentPage, isUnread, type PageContent } from "tenfold/document";
import { listFolder, makeFolder, type PageDecoder, readBytes } from "tenfold/node";
import { writeAnnotated } from "./annotate-reading.js";
import { drawingNames } from "./drawing-names.js";
import type { PageReader } from "./page-reader.js";
import { openReadJournal } from "./read-journal.js";
import { journalOf, type ResultFile, refuseOtherResult, writeResult } from "./result-file.js";
import { type Input, isPenFile } from "./sources/list-inputs.js";
import type { BytesOf } from "./sources/scanned-pages.js";
import { writeCrops } from "./write-crops.js";

export interface SinkOptions {
  readonly inputs: readonly Input[];
  readonly result?: ResultFile | undefined;
  readonly resume: boolean;
  /** Whether files that exceeded the limits of their decoder are read again, too. */
  readonly retry?: boolean | undefined;
  /** A folder of drawings. */
  readonly annotate?: string | undefined;
  /** A folder of pictures of digits. */
  readonly crops?: string | undefined;
  readonly reader: Pick<PageReader, "model" | "engine">;
  readonly bytesOf?: BytesOf | undefined;
  readonly pagesOf?: PageDecoder["pages"] | undefined;
  /** How pages are read, as JSON has it. */
  readonly settings: unknown;
}

/** Where what was read is kept. */
export interface Sinks {
  readonly done: ReadonlySet<string>;
  /** Those among them that were given up, and are not tried again. */
  readonly givenUp: ReadonlySet<string>;
  readonly onFile: (records: readonly DocumentPage[]) => Promise<void>;
  readonly onPage: (record: DocumentPage, picture: Picture, found: PageContent | undefined) => Promise<void>;
  /** Writes the result, once all is read. */
  readonly onEnd: () => Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens what keeps the results: a journal and the file it becomes, folders of drawings and of digits.
 *
 * @throws InputError when the result or the journal is there already and was not asked for, or a folder cannot be made
 */
export async function openSinks({
  inputs,
  result,
  resume,
  annotate,
  crops,
  settings,
  reader,
  bytesOf,
  pagesOf,
  retry = false,
}: SinkOptions): Promise<Sinks> {
  if (annotate !== undefined) await openFolder("--annotate", annotate, resume);
  if (crops !== undefined) await openFolder("--crops", crops, resume);
  if (result) await refuseOtherResult(result, resume);
  const pen = result?.format === "pdf" ? inputs.find(({ file }) => isPenFile(file)) : undefined;
  if (pen)
    throw new InputError(`${pen.file} holds pen strokes, and there is no scan of them for a PDF; leave it out, or pass another --out`);
  const journal = result && (await openReadJournal(journalOf(result), { resume, retry, settings }));
  const names = drawingNames(inputs);
  let isSpent = false;
  return {
    done: journal?.done ?? new Set(),
    givenUp: journal?.givenUp ?? new Set(),
    async onFile(records) {
      await journal?.write(records);
    },
    async onPage(record, picture, found) {
      const name = names.get(record.file) ?? "page";
      if (annotate !== undefined) await writeAnnotated(annotate, name, record, picture);
      if (crops !== undefined && found && !isUnread(record)) await writeCrops(crops, name, record, found);
    },
    async onEnd() {
      const isWhole = result && (await writeResult(result, { inputs, reader, bytesOf: bytesOf ?? readBytes, pagesOf }));
      isSpent = isWhole === true && !resume; // who goes on once may go on again, with more files
    },
    async close() {
      await (isSpent ? journal?.remove() : journal?.close());
    },
  };
}

/** A folder for pictures: an empty one, unless an earlier run goes on. */
async function openFolder(option: string, folder: string, resume: boolean): Promise<void> {
  await makeFolder(folder);
  if (!resume && (await listFolder(folder)).length > 0) {
    throw new InputError(`${folder} is not empty; pass another ${option}, or move away what is in it`);
  }
}
