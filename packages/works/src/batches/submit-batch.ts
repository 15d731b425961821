import { createHash } from "node:crypto";
import { stat } from "node:fs/promises";
import { InputError } from "tenfold";
import { readBytes, systemFault } from "tenfold/node";
import { v7 as newId } from "uuid";
import { sha256Of } from "../files/sha256-of.js";
import { markedShared, pathInside, type SharedFolder } from "../files/shared-folder.js";
import type { JobQueue } from "../jobs/job-queue.js";
import { type ParcelFile, parcelsOf, sendParcels } from "../jobs/parcels.js";
import { settingsFrom } from "../reading/settings-from.js";
import { type Input, STANDARD_INPUT } from "../reading/sources/list-inputs.js";
import { finishBatch } from "../store/batches.js";
import type { Database, Queries } from "../store/database.js";
import { type Announce, tellNobody } from "../store/service-event.js";
import { type DocumentSettings, KEEP_CONTENT, lockContent } from "../store/stored-documents.js";

export interface BatchToSubmit {
  readonly database: Database;
  readonly jobs: JobQueue;
  readonly inputs: readonly Input[];
  readonly settings: DocumentSettings;
  readonly name: string;
  readonly owner: string;
  /** Where files are left lying that all machines see; others travel through the database. */
  readonly shared?: SharedFolder | undefined;
  /** Whether another batch is begun where the same was submitted before. */
  readonly again?: boolean | undefined;
  /** After how many days from now its files and all that was read of them are erased; never, or as told before, unless told. */
  readonly eraseDays?: number | undefined;
  readonly announce?: Announce | undefined;
  /** Told how many files there are in the database. */
  readonly onFile?: ((done: number, of: number) => void) | undefined;
}

export interface SubmittedBatch {
  readonly id: string;
  readonly files: number;
  /** Whether it was not there before. */
  readonly isNew: boolean;
}

/** A larger file goes through no database: 64 MB. */
const LARGEST_IN_DATABASE = 64e6;
/** More bytes are no scan: 1 GB. */
const LARGEST = 1e9;
/** So many bytes go into the database in one transaction, or so many files. */
const [BYTES, FILES] = [8e6, 200];

interface FileToSubmit extends ParcelFile {
  readonly name: string;
  readonly sha256: string;
  /** Its path from the shared folder; undefined where it travels through the database. */
  readonly path: string | undefined;
}

/**
 * Submits files as one batch: all of them, or none where one is missing. The same files with the same settings are one batch, however often they are
 * submitted, and by however many at once; a submission that was broken off is gone on with.
 *
 * @throws InputError when a file is missing or too large, or lies outside the shared folder
 */
export async function submitBatch(batch: BatchToSubmit): Promise<SubmittedBatch> {
  const { database, jobs, settings, shared, announce = tellNobody } = batch;
  await settingsFrom(settings); // before anything is begun
  const mark = shared && (await markedShared(shared));
  const files = await filesOf(batch);
  const { id, isNew, state } = await begun(batch, contentOf(files, settings, mark, batch.again), mark, files.length);
  if (!isNew && batch.eraseDays !== undefined) await setDate(database, id, batch.eraseDays);
  if (state !== "open") return { id, files: files.length, isNew };
  await putFiles(batch, id, files);
  await database.transaction(async (queries) => {
    // Of two that submit the same one sends the jobs.
    if (!(await isStillOpen(queries, id))) return;
    await queries.query("update batches set state = 'closed' where id = $1", [id]);
    await sendParcels(jobs, queries, id, parcelsOf(await waitingOf(queries, id, files)));
    await finishBatch(queries, id, announce);
  });
  return { id, files: files.length, isNew };
}

/**
 * Whether a batch is still to be submitted, and not by another one by now; it stays so until the transaction ends.
 *
 * @throws InputError when it was cancelled or erased meanwhile
 */
async function isStillOpen(queries: Queries, id: string): Promise<boolean> {
  const [found] = await queries.query<{ state: string }>("select state from batches where id = $1 for update", [id]);
  if (!found) throw new InputError(`the batch ${id} was erased while it was submitted; submit it again`);
  if (found.state === "cancelled")
    throw new InputError(`the batch ${id} was cancelled while it was submitted; submit it anew with --again`);
  return found.state === "open";
}

/** Every file, looked at before anything is submitted: its size, and what tells it from others. */
async function filesOf({ inputs, shared, onFile }: BatchToSubmit): Promise<FileToSubmit[]> {
  refuseMissing(inputs);
  const files: FileToSubmit[] = [];
  for (const { file } of inputs) {
    const size = (await stat(file).catch((error: unknown) => refuse(file, error))).size;
    const path = shared && pathInside(shared.path, file);
    if (shared && path === undefined)
      throw new InputError(
        `${file} lies outside ${shared.path}, and other machines would not see it; move it there, or leave out --shared`,
      );
    if (!shared && size > LARGEST_IN_DATABASE) {
      throw new InputError(
        `${file} has ${Math.ceil(size / 1e6)} MB, and at most ${LARGEST_IN_DATABASE / 1e6} travel through the database; put it into a folder that all machines see, and pass --shared`,
      );
    }
    files.push({ name: file, size, path, sha256: sha256Of(await readBytes(file, { most: LARGEST })) });
    onFile?.(0, files.length);
  }
  return files;
}

function refuseMissing(inputs: readonly Input[]): void {
  const piped = inputs.some(({ file }) => file === STANDARD_INPUT);
  if (piped) throw new InputError("a batch is of files, and - is what is piped in; save it as a file");
  const missing = inputs.filter(({ error }) => error !== undefined);
  if (missing.length === 0) return;
  const others = missing.length > 1 ? `, and so are ${missing.length - 1} others` : "";
  throw new InputError(`nothing is submitted, as a file is missing${others}: ${missing[0]?.error}`);
}

function refuse(file: string, error: unknown): never {
  throw new InputError(`nothing is submitted, as ${file} cannot be read: ${systemFault(error)}`);
}

/** What tells a batch from others: its files, and how they are read. */
function contentOf(files: readonly FileToSubmit[], settings: DocumentSettings, mark: string | undefined, again = false): string {
  const hash = createHash("sha256").update(JSON.stringify([settings, mark ?? null, again ? newId() : null]));
  for (const { name, sha256 } of files) hash.update(`${JSON.stringify(name)} ${sha256}\n`);
  return hash.digest("hex");
}

async function begun(
  { database, settings, name, owner }: BatchToSubmit,
  content: string,
  mark: string | undefined,
  files: number,
): Promise<{ readonly id: string; readonly isNew: boolean; readonly state: string }> {
  const id = newId();
  await database.query(
    `insert into batches (id, name, owner, content, settings, files, shared) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (content) where content is not null do nothing`,
    [id, name, owner, content, JSON.stringify(settings), files, mark ?? null],
  );
  const [found] = await database.query<{ id: string; state: string }>("select id, state from batches where content = $1", [content]);
  if (!found) throw new InputError("the batch was erased while it was submitted; submit it again");
  return { ...found, isNew: found.id === id };
}

/** Documents in the order in which whoever keeps a reading holds them. */
async function setDate(database: Database, batch: string, days: number): Promise<void> {
  await database.query(
    `update documents set delete_after = now() + make_interval(days => $2)
     where id in (select id from documents where batch = $1 order by id for update)`,
    [batch, days],
  );
}

/** Puts the files into the database, some at a time; those that are there already stay as they are. */
async function putFiles({ database, eraseDays, onFile }: BatchToSubmit, batch: string, files: readonly FileToSubmit[]): Promise<void> {
  const there = await database.query<{ place: number }>("select place from documents where batch = $1", [batch]);
  const done = new Set(there.map(({ place }) => place));
  const left = files.map((file, place) => ({ ...file, place })).filter(({ place }) => !done.has(place));
  let put = done.size;
  for (const some of inPortions(left)) {
    const contents = await Promise.all(some.map((file) => bytesToPut(file)));
    await database.transaction(async (queries) => {
      await lockContent(queries, ...some.map(({ sha256 }) => sha256));
      if (!(await isStillOpen(queries, batch))) return;
      for (const [at, { sha256 }] of some.entries()) await queries.query(KEEP_CONTENT, [sha256, contents[at] ?? null]);
      const rows = some.map(({ sha256, name, size, place, path }) => ({ id: newId(), sha256, name, size, place, path }));
      await queries.query(
        `insert into documents (id, sha256, name, mime, size, status, settings, source, batch, place, path, delete_after)
         select id, sha256, name, '', size, 'waiting', '{}', 'batch', $1, place, path, now() + make_interval(days => $3::int)
         from jsonb_to_recordset($2::jsonb) as one (id uuid, sha256 text, name text, size int8, place int, path text)
         on conflict (batch, place) where place is not null do nothing`,
        [batch, JSON.stringify(rows), eraseDays ?? null],
      );
    });
    put += some.length;
    onFile?.(put, files.length);
  }
}

function* inPortions<File extends ParcelFile>(files: readonly File[]): Generator<File[]> {
  let [some, bytes]: [File[], number] = [[], 0];
  for (const file of files) {
    if (some.length > 0 && (bytes + file.size > BYTES || some.length >= FILES)) {
      yield some;
      [some, bytes] = [[], 0];
    }
    some.push(file);
    bytes += file.size;
  }
  if (some.length > 0) yield some;
}

async function bytesToPut({ name, sha256, path }: FileToSubmit): Promise<Uint8Array | null> {
  if (path !== undefined) return null;
  const bytes = await readBytes(name, { most: LARGEST_IN_DATABASE });
  if (sha256Of(bytes) !== sha256)
    throw new InputError(`${name} changed while it was submitted; wait until it is whole, and submit it again`);
  return bytes;
}

async function waitingOf(
  queries: Queries,
  batch: string,
  files: readonly FileToSubmit[],
): Promise<(ParcelFile & { readonly id: string })[]> {
  const rows = await queries.query<{ id: string; place: number }>(
    "select id, place from documents where batch = $1 and status = 'waiting' order by place",
    [batch],
  );
  return rows.map(({ id, place }) => ({ id, size: files[place]?.size ?? 0 }));
}
