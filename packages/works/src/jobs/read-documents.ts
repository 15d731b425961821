import { InputError } from "tenfold";
import type { DocumentPage } from "tenfold/document";
import type { PageDecoder } from "tenfold/node";
import type { WriterContext } from "tenfold/recognize";
import { sha256Of } from "../files/sha256-of.js";
import type { SharedFolder } from "../files/shared-folder.js";
import type { PageReader } from "../reading/page-reader.js";
import { readFilePages } from "../reading/read-file.js";
import { settingsFrom } from "../reading/settings-from.js";
import { isPenFile } from "../reading/sources/list-inputs.js";
import { pagesAhead } from "../reading/sources/pages-ahead.js";
import { finishBatch } from "../store/batches.js";
import type { Database, Queries } from "../store/database.js";
import { keepFailure, keepReadings, recordFailure } from "../store/record-reading.js";
import { type Announce, tellNobody } from "../store/service-event.js";
import { keptProfiles, NoWriterError } from "../writers/stored-writers.js";
import { toldWriter, writerContext } from "../writers/told-writer.js";
import { answersOf, BegunAnew, Left, refuseBegunAnew, type UseReader, withReaderFor } from "./batch-answers.js";
import { isPassing, whenThere } from "./database-away.js";
import type { JobData, JobQueue } from "./job-queue.js";
import { sendDocument } from "./parcels.js";
import { patientReader } from "./patient-reader.js";
import { lockDocuments, type WaitingDocument, waitingAmong } from "./waiting-documents.js";
import type { TakenJob } from "./work-at-jobs.js";

export interface DocumentWork {
  readonly database: Database;
  readonly jobs: JobQueue;
  /** Lends a reader for documents, whose pages it reads all. */
  readonly use: UseReader;
  /** What decodes files. */
  readonly decoder: PageDecoder;
  /** How many jobs are worked at at a time. */
  readonly count: number;
  /** The folder that all machines see, where there is one. */
  readonly shared?: SharedFolder | undefined;
  /** Tells of what was read; nobody unless told. */
  readonly announce?: Announce | undefined;
  /** Hears of what was kept. */
  readonly onKept?: ((kept: { readonly documents: number; readonly failed: number }) => void) | undefined;
  /** Hears in a sentence why a batch is left to others. */
  readonly tell?: ((sentence: string) => void) | undefined;
}

/** A batch that this process would answer otherwise is looked at again after so long, in milliseconds. */
const LEFT_MS = 30_000;
/** So long a job is tried to be given back to a database that is away, in milliseconds; after that its heartbeat is missed. */
const GIVEN_BACK_MS = 60_000;
/**
 * A suspect is given up once so many workers have ended at it, or it has failed so often in one that lived on to tell. A worker may be killed for other reasons, which
 * says nothing of the suspect: of 10,000 files read while workers were killed fifty times in four minutes two were given up after two ends.
 */
const GIVEN_UP = { ends: 4, fails: 2 };

/**
 * Reads the documents that wait, now and from now on.
 *
 * Where a worker ends, by itself or killed from outside, whatever it was at is suspect, and nothing tells which of it was the reason, if any. Each of
 * those is tried where no other is at work; that its worker ends then, time after time, speaks against it alone, and it is given up, with the reason.
 */
export async function workAtDocuments(work: DocumentWork): Promise<void> {
  const { database, jobs, count, announce = tellNobody, tell } = work;
  const left = new Map<string, number>();
  const giveUp = async (ids: readonly string[]) => {
    const error = "reading it ended without a result, every time; look at the file, and send it again";
    for (const id of ids) await recordFailure(database, id, error, announce);
  };
  await sendMissing(database, jobs);
  const read = async (data: JobData, job: TakenJob) => {
    const { ids = [data.id], suspect = false } = data;
    try {
      if (job.tries > 0 && !suspect) await sendApart(work, ids, job);
      else await readTogether(work, ids, job);
    } catch (error) {
      if (error instanceof BegunAnew) return; // its documents have other jobs by now
      if (isPassing(error)) return await whenThere(() => job.giveBack(), AbortSignal.timeout(GIVEN_BACK_MS)); // it says nothing of the documents
      if (error instanceof Left && job.group !== undefined) {
        if (!left.has(job.group)) tell?.(error.message);
        left.set(job.group, performance.now() + LEFT_MS);
        return await job.giveBack();
      }
      if (suspect && job.tries + 1 >= GIVEN_UP.fails && !job.signal.aborted) return await giveUp(ids);
      throw error;
    }
  };
  jobs.work("read", count, read, {
    isAlone: ({ suspect = false }) => suspect,
    leave() {
      const now = performance.now();
      for (const [batch, until] of left) if (until < now) left.delete(batch);
      return [...left.keys()];
    },
  });
  await jobs.onGivenUp("read", ({ id, ids = [id] }) => giveUp(ids));
}

/** What came of a document: its pages, or why there are none. */
type Outcome = { readonly pages: readonly DocumentPage[]; readonly maxError: number } | { readonly error: string };

/**
 * Reads documents that travel in one job, and keeps what came of all of them in the transaction that ends the job.
 *
 * @throws Left where it is another worker's; BegunAnew where its batch is answered otherwise by now
 */
async function readTogether(work: DocumentWork, ids: readonly string[], job: TakenJob): Promise<void> {
  const { database, use, announce = tellNobody } = work;
  const documents = await waitingAmong(database, ids);
  if (documents.length === 0) return; // erased, cancelled, or done before a kill
  const batch = documents[0]?.batch ?? null;
  const { outcomes, model, engine } = await withReaderFor({ database, use, batch, shared: work.shared }, async (reader) => ({
    outcomes: await outcomesOf(work, documents, reader, job.signal),
    model: reader.model,
    engine: reader.engine,
  }));
  const keep = async (queries: Queries) => {
    await lockDocuments(queries, ids);
    if (batch !== null) await refuseBegunAnew(queries, batch, answersOf({ model, engine }));
    const told = (await isHeard(queries)) ? announce : tellNobody;
    const read = outcomes.flatMap(([id, outcome]) => ("error" in outcome ? [] : [{ id, ...outcome }]));
    await keepReadings(queries, read, { model, engine }, told);
    for (const [id, outcome] of outcomes) if ("error" in outcome) await keepFailure(queries, id, outcome.error, told);
    if (batch !== null) await finishBatch(queries, batch, announce);
    await job.complete(queries);
  };
  await whenThere(() => database.transaction(keep), job.signal);
  const failed = outcomes.filter(([, outcome]) => "error" in outcome).length;
  work.onKept?.({ documents: outcomes.length, failed });
}

/** Whether anybody is told of documents at all: looked at once for all that travel together. */
async function isHeard(queries: Queries): Promise<boolean> {
  const [one] = await queries.query("select id from webhooks where disabled is null limit 1");
  return one !== undefined;
}

/** Reads one after the other, the next one decoded meanwhile. */
async function outcomesOf(
  work: DocumentWork,
  documents: readonly WaitingDocument[],
  reader: PageReader,
  signal: AbortSignal,
): Promise<[id: string, outcome: Outcome][]> {
  const { decoder, shared } = work;
  const byName = new Map(documents.map((document) => [document.name, document]));
  const bytesOf = (name: string) => arrived(byName.get(name) as WaitingDocument, shared);
  const ahead = pagesAhead({ bytesOf, pagesOf: decoder.pages, gray: true });
  const outcomes: [string, Outcome][] = [];
  try {
    for (const [at, document] of documents.entries()) {
      signal.throwIfAborted();
      const next = documents[at + 1];
      const reading = outcomeOf(work, document, reader, { ahead, bytesOf });
      if (next && !isPenFile(next.name)) ahead.expect(next.name);
      outcomes.push([document.id, await reading]);
    }
  } finally {
    ahead.end();
  }
  return outcomes;
}

async function outcomeOf(
  { database }: DocumentWork,
  { name, settings: told }: WaitingDocument,
  reader: PageReader,
  source: { readonly ahead: ReturnType<typeof pagesAhead>; readonly bytesOf: (name: string) => Promise<Uint8Array> },
): Promise<Outcome> {
  try {
    const settings = await settingsFrom(told);
    const writer = await knownWriter(database, told.writer);
    const pages = await readFilePages(name, {
      ...settings,
      ...source,
      writer,
      profileOf: keptProfiles(database),
      reader: patientReader(reader),
    });
    return { pages, maxError: settings.maxError };
  } catch (error) {
    if (error instanceof InputError) return { error: error.message };
    throw error;
  }
}

/** The bytes of a document as they were submitted. */
async function arrived({ name, sha256, bytes, path }: WaitingDocument, shared: SharedFolder | undefined): Promise<Uint8Array> {
  if (bytes !== null) {
    if (sha256Of(bytes) !== sha256) throw new InputError(`${name} came out of the database otherwise than it was put in; send it again`);
    return bytes;
  }
  if (!shared) throw new InputError(`${name} lies in a folder that machines share, and this one was told none; pass --shared`);
  return shared.bytesOf(path ?? "", sha256);
}

/** In place of a job at which a worker has ended one for each of its documents, which are suspect now. */
async function sendApart({ database, jobs }: DocumentWork, ids: readonly string[], job: TakenJob): Promise<void> {
  await database.transaction(async (queries) => {
    const waiting = await queries.query<{ id: string }>(
      "select id from documents where id = any($1::uuid[]) and status = 'waiting' order by id",
      [ids],
    );
    const how = { group: job.group, priority: job.priority, retryLimit: GIVEN_UP.ends - 1 };
    await jobs.sendAll(
      "read",
      waiting.map(({ id }) => ({ data: { id, suspect: true }, ...how })),
      queries,
    );
    await job.complete(queries);
  });
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

/** Documents that wait and have no job, as where somebody has emptied the queue; batches that are submitted as a whole see to theirs. */
async function sendMissing(database: Database, jobs: JobQueue): Promise<void> {
  await database.transaction(async (queries) => {
    const lost = await queries.query<{ id: string; batch: string | null }>(
      `select id, batch from documents where status = 'waiting' and place is null and not exists (
         select from jobs.job where name = 'read' and data->>'id' = documents.id::text and state in ('created', 'retry', 'active')
       )`,
    );
    for (const { id, batch } of lost) await sendDocument(jobs, queries, id, batch ?? undefined);
  });
}
