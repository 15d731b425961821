import { InputError } from "tenfold";
import type { DocumentPage, EngineUsed, ModelUsed } from "tenfold/document";
import { v7 as newId } from "uuid";
import { sha256Of } from "../files/sha256-of.js";
import { noteDeed } from "./audit.js";
import { enterBatch, finishBatch } from "./batches.js";
import type { Database, Queries } from "./database.js";
import { type Announce, tellNobody } from "./service-event.js";

/** How a document is to be read, as plain data. */
export interface DocumentSettings {
  readonly field?: unknown;
  readonly template?: unknown;
  readonly maxError?: number;
  readonly layout?: string;
  /** Whether pages are whole checks or envelopes, on which the field is to be found first. */
  readonly find?: boolean;
  /** Whether lines count that are likelier other writing than digits. */
  readonly all?: boolean;
  readonly effort?: string;
  readonly hand?: string;
  /** The name of a writer, or what is known of one. */
  readonly writer?: string | { readonly region?: string; readonly profile?: string };
}

export interface NewDocument {
  readonly name: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
  readonly settings: DocumentSettings;
  /** Where it came from: "http", a watched folder. */
  readonly source: string;
  readonly batch?: string | undefined;
  /** Whose it is: a key's id, or "local". */
  readonly owner: string;
  /** With which it may be sent again and is taken once. */
  readonly idempotencyKey?: string | undefined;
}

/** A document as it is kept, without its bytes. */
export interface StoredDocument {
  readonly id: string;
  readonly sha256: string;
  readonly name: string;
  readonly mime: string;
  readonly size: number;
  readonly status: "waiting" | "read" | "failed" | "cancelled";
  readonly settings: DocumentSettings;
  readonly source: string;
  readonly batch: string | null;
  readonly error: string | null;
  readonly model: ModelUsed | null;
  readonly engine: EngineUsed | null;
  readonly created: Date;
  readonly read: Date | null;
  /** Others with the same bytes, told and not refused. */
  readonly duplicates: readonly string[];
}

/** What a second sending with the same key was, where it was not the same: a key belongs to one document. */
export class KeyReusedError extends InputError {
  override name = "KeyReusedError";
}

/** One of a batch that was submitted as a whole is read as that says. */
const SETTINGS = "coalesce((select batches.settings from batches where batches.id = documents.batch), settings) as settings";
const COLUMNS = `id, sha256, name, mime, size, status, ${SETTINGS}, source, batch, error, model, engine, created, read`;

/** Bytes by what is in them, once; null where they lie in a folder that machines share. */
export const KEEP_CONTENT = `insert into contents (sha256, bytes) values ($1, $2)
  on conflict (sha256) do update set bytes = excluded.bytes where contents.bytes is null and excluded.bytes is not null`;

/**
 * Keeps a document, and gets it read: both or neither.
 *
 * @param enqueue sends the job that reads it, within the same transaction
 * @returns the document, and whether it is a new one
 * @throws BatchEndedError when its batch takes nothing more
 * @throws KeyReusedError when its key came before with other bytes or settings
 */
export async function addDocument(
  database: Database,
  { name, mime, bytes, settings, source, batch, owner, idempotencyKey }: NewDocument,
  enqueue: (queries: Queries, id: string) => Promise<void>,
): Promise<{ readonly id: string; readonly isNew: boolean }> {
  const sha256 = sha256Of(bytes);
  const hash = sha256Of(JSON.stringify([sha256, name, mime, settings, ...(batch === undefined ? [] : [batch])]));
  return database.transaction(async (queries) => {
    const id = newId();
    if (idempotencyKey !== undefined) {
      await queries.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [`${owner} ${idempotencyKey}`]);
      const [before] = await queries.query<{ document: string; hash: string }>(
        "select document, hash from idempotency where owner = $1 and key = $2",
        [owner, idempotencyKey],
      );
      if (before && before.hash !== hash) {
        throw new KeyReusedError(`the Idempotency-Key ${JSON.stringify(idempotencyKey)} came before with another document; send a new one`);
      }
      if (before) return { id: before.document, isNew: false };
    }
    await lockContent(queries, sha256);
    if (batch !== undefined) await enterBatch(queries, batch);
    await queries.query(KEEP_CONTENT, [sha256, bytes]);
    await queries.query(
      `insert into documents (id, sha256, name, mime, size, status, settings, source, batch) values ($1, $2, $3, $4, $5, 'waiting', $6, $7, $8)`,
      [id, sha256, name, mime, bytes.length, JSON.stringify(settings), source, batch ?? null],
    );
    if (idempotencyKey !== undefined) {
      await queries.query("insert into idempotency (owner, key, hash, document) values ($1, $2, $3, $4)", [
        owner,
        idempotencyKey,
        hash,
        id,
      ]);
    }
    await enqueue(queries, id);
    return { id, isNew: true };
  });
}

export async function documentOf(queries: Queries, id: string): Promise<StoredDocument | undefined> {
  const [found] = await queries.query<StoredDocument>(`select ${COLUMNS} from documents where id = $1`, [id]);
  if (!found) return undefined;
  const same = await queries.query<{ id: string }>("select id from documents where sha256 = $1 and id <> $2 order by id limit 20", [
    found.sha256,
    id,
  ]);
  return { ...found, duplicates: same.map((one) => one.id) };
}

/** Which documents are listed. */
export interface ListedDocuments {
  readonly limit: number;
  /** The id that the page before ended with. */
  readonly before?: string | undefined;
  readonly status?: string | undefined;
  readonly batch?: string | undefined;
}

/** Documents, the newest first. */
export function listDocuments(
  queries: Queries,
  { limit, before, status, batch }: ListedDocuments,
): Promise<Omit<StoredDocument, "duplicates">[]> {
  return queries.query(
    `select ${COLUMNS} from documents where ($1::uuid is null or id < $1) and ($2::text is null or status = $2) and ($3::uuid is null or batch = $3)
     order by id desc limit $4`,
    [before ?? null, status ?? null, batch ?? null, limit],
  );
}

/** The pages of a document as they were read; none while it waits. */
export async function pagesOf(queries: Queries, id: string): Promise<DocumentPage[]> {
  const rows = await queries.query<{ detail: DocumentPage }>("select detail from pages where document = $1 order by page", [id]);
  return rows.map(({ detail }) => detail);
}

/** The bytes of a document; undefined where it is erased, or lies in a folder that machines share. */
export async function bytesOf(queries: Queries, id: string): Promise<Uint8Array | undefined> {
  const [found] = await queries.query<{ bytes: Uint8Array | null }>(
    "select bytes from contents join documents using (sha256) where documents.id = $1",
    [id],
  );
  return found?.bytes ?? undefined;
}

/** Erases a document with all that was read of it, corrected, and told of it; its bytes, too, unless another document has the same. */
export async function eraseDocument(database: Database, id: string, who = "local", announce: Announce = tellNobody): Promise<boolean> {
  return database.transaction(async (queries) => {
    const [found] = await queries.query<{ sha256: string }>("select sha256 from documents where id = $1", [id]);
    if (!found) return false;
    await lockContent(queries, found.sha256);
    await queries.query("select id from fields where document = $1 order by id for update", [id]);
    const [gone] = await queries.query<{ sha256: string; batch: string | null }>(
      "delete from documents where id = $1 returning sha256, batch",
      [id],
    );
    if (!gone) return false;
    // What webhooks are told of it names its file, and what stands in it.
    await queries.query("delete from deliveries where about = $1", [id]);
    await noteDeed(queries, { who, what: "erased", subject: id });
    if (gone.batch !== null) await finishBatch(queries, gone.batch, announce); // it may have been the last one that waited
    await queries.query("delete from contents where sha256 = $1 and not exists (select from documents where sha256 = $1)", [gone.sha256]);
    return true;
  });
}

/** Of documents with the same bytes one is kept or erased at a time: the last one takes the bytes with it. */
export async function lockContent(queries: Queries, ...all: readonly string[]): Promise<void> {
  // Everybody in the same order: nobody waits for one who waits for him.
  await queries.query("select pg_advisory_xact_lock(hashtextextended(one, 1)) from unnest($1::text[]) as one", [[...all].sort()]);
}
