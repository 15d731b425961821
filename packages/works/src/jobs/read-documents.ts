import { InputError } from "tenfold";
import type { PageDecoder } from "tenfold/node";
import type { WriterContext } from "tenfold/recognize";
import type { PageReader } from "../reading/page-reader.js";
import { readPages } from "../reading/read-file.js";
import { settingsFrom } from "../reading/settings-from.js";
import { grayPages } from "../reading/sources/gray-pages.js";
import type { Database } from "../store/database.js";
import { recordFailure, recordReading } from "../store/record-reading.js";
import { type Announce, tellNobody } from "../store/service-event.js";
import { bytesOf, documentOf } from "../store/stored-documents.js";
import { keptProfiles, NoWriterError } from "../writers/stored-writers.js";
import { toldWriter, writerContext } from "../writers/told-writer.js";
import type { JobQueue } from "./job-queue.js";
import { patientReader } from "./patient-reader.js";

export interface DocumentWork {
  readonly database: Database;
  readonly jobs: JobQueue;
  /** Lends a reader for a document, whose pages it reads all. */
  readonly use: <T>(work: (reader: PageReader) => Promise<T>) => Promise<T>;
  /** What decodes files. */
  readonly decoder: PageDecoder;
  /** How many documents are read at a time. */
  readonly count: number;
  /** Tells of what was read; nobody unless told. */
  readonly announce?: Announce | undefined;
}

/** Reads the documents that wait, now and from now on. One that ends its worker again and again is given up, with the reason. */
export async function workAtDocuments({ database, jobs, use, decoder, count, announce = tellNobody }: DocumentWork): Promise<void> {
  await sendMissing(database, jobs);
  jobs.work("read", count, async ({ id }) => {
    const [document, bytes] = await Promise.all([documentOf(database, id), bytesOf(database, id)]);
    if (!document || !bytes || document.status !== "waiting") return; // erased, or done before a kill
    const settings = await settingsFrom(document.settings);
    const writer = await knownWriter(database, document.settings.writer).catch((error: unknown) => {
      if (error instanceof InputError) return recordFailure(database, id, error.message, announce).then(() => "unusable" as const);
      throw error;
    });
    if (writer === "unusable") return;
    const read = await use(async (reader) => {
      const pages = await readPages(bytes, document.name, {
        ...settings,
        writer,
        profileOf: keptProfiles(database),
        reader: patientReader(reader),
        pagesOf: grayPages(decoder),
      });
      return { pages, model: reader.model, engine: reader.engine };
    });
    await recordReading(database, id, { ...read, maxError: settings.maxError }, announce);
  });
  await jobs.onGivenUp("read", ({ id }) =>
    recordFailure(database, id, "reading it ended without a result, every time; look at the file, and send it again", announce),
  );
}

/**
 * What is known of the writer of a document; how one writes who was erased meanwhile is not.
 *
 * @throws FormatError when the profile was made by another version of this program
 */
async function knownWriter(database: Database, writer: unknown): Promise<WriterContext | undefined> {
  return writerContext(database, writer).catch(async (error: unknown) => {
    if (!(error instanceof NoWriterError)) throw error;
    const { region } = await toldWriter(writer);
    return region && { region };
  });
}

/** Documents that wait and have no job, as where somebody has emptied the queue. */
async function sendMissing(database: Database, jobs: JobQueue): Promise<void> {
  await database.transaction(async (queries) => {
    const lost = await queries.query<{ id: string }>(
      `select id from documents where status = 'waiting' and not exists (
         select from jobs.job where name = 'read' and data->>'id' = documents.id::text and state in ('created', 'retry', 'active')
       )`,
    );
    for (const { id } of lost) await jobs.send("read", { id }, queries);
  });
}
