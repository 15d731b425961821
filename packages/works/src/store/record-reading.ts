import { createHash, randomInt } from "node:crypto";
import { type DocumentPage, type EngineUsed, isUnread, type ModelUsed, type PlainDigit, type ReadString } from "tenfold/document";
import { v7 as newId } from "uuid";
import { finishBatch } from "./batches.js";
import type { Database, Queries } from "./database.js";
import { type Announce, tellNobody } from "./service-event.js";

/** One in so many accepted fields is looked at all the same: that measures the real error rate. */
const SAMPLED = 50;
/** One in so many documents is held: its corrections judge models and train none. */
const HELD = 5;

export interface ReadOutcome {
  readonly pages: readonly DocumentPage[];
  readonly model: ModelUsed;
  readonly engine: EngineUsed;
  /** The error rate that was asked for. */
  readonly maxError: number;
}

/** What was read of one of several documents. */
export type DocumentRead = Pick<ReadOutcome, "pages" | "maxError"> & { readonly id: string };

/**
 * Keeps what one reader has read of documents, of each unless it was kept before: however often a document is read, as after a kill, it has one result.
 * Several take as many statements as one. Who calls it finishes the batch, within the same transaction.
 *
 * @returns how many were kept
 */
export async function keepReadings(
  queries: Queries,
  read: readonly DocumentRead[],
  { model, engine }: Pick<ReadOutcome, "model" | "engine">,
  announce: Announce,
): Promise<number> {
  const rows = await queries.query<{ id: string; sha256: string; name: string; batch: string | null }>(
    `update documents set status = 'read', read = now(), ended = now(), model = $2, engine = $3 where id in (
       select id from documents where id = any($1::uuid[]) and status = 'waiting' order by id for update
     ) returning id, sha256, name, batch`,
    [read.map(({ id }) => id), JSON.stringify(model), JSON.stringify(engine)],
  );
  const kept = read.flatMap((one) => rows.filter(({ id }) => id === one.id).map((row) => ({ ...row, ...one })));
  if (kept.length === 0) return 0;
  const pages = kept.flatMap(({ id, pages }) => pages.map((page, at) => ({ document: id, page: at + 1, detail: JSON.stringify(page) })));
  await queries.query(
    `insert into pages (document, page, detail)
     select document, page, detail::json from unnest($1::uuid[], $2::int[], $3::text[]) as one (document, page, detail)`,
    [pages.map(({ document }) => document), pages.map(({ page }) => page), pages.map(({ detail }) => detail)],
  );
  const fields = kept.flatMap(({ id, sha256, pages, maxError }): FieldToRecord[] => {
    const isHeld = createHash("sha256").update(sha256).digest().readUInt32BE(0) % HELD === 0;
    return pages.flatMap((page, at) =>
      isUnread(page) ? [] : page.strings.map((string, place) => ({ document: id, page: at + 1, place, isHeld, string, model, maxError })),
    );
  });
  if (fields.length > 0) await recordFields(queries, fields);
  for (const { id, name, batch, pages } of kept) {
    await announce(queries, { type: "document.read", data: { id, name, batch, ...countsOf(pages) } });
  }
  return kept.length;
}

/** How much a document has, for those who are told of it. */
function countsOf(pages: readonly DocumentPage[]): { pages: number; unreadPages: number; fields: number; toReview: number } {
  const strings = pages.flatMap((page) => (isUnread(page) ? [] : page.strings));
  const toReview = strings.filter(({ status }) => status === "review").length;
  return { pages: pages.length, unreadPages: pages.filter(isUnread).length, fields: strings.length, toReview };
}

interface FieldToRecord extends Pick<ReadOutcome, "model" | "maxError"> {
  readonly document: string;
  readonly page: number;
  readonly place: number;
  readonly isHeld: boolean;
  readonly string: ReadString<PlainDigit>;
}

/** With two statements, however many there are. */
async function recordFields(queries: Queries, all: readonly FieldToRecord[]): Promise<void> {
  const fields: object[] = [];
  const readings: object[] = [];
  for (const { document, page, place, isHeld, string, model, maxError } of all) {
    const id = newId();
    const { name, text, value, confidence, status, reasons, box, isBlank } = string;
    const isSampled = status === "accepted" && !isBlank && randomInt(SAMPLED) === 0;
    const state = status === "review" ? "open" : isSampled ? "sampled" : "unasked";
    // Sampled ones come among the others wherever chance has them.
    const doubt = status === "review" ? 1 - confidence : randomInt(1000) / 1000;
    fields.push({ id, document, page, place, name, box, state, doubt, held: isHeld, sampled: isSampled });
    const own = { id: newId(), field: id, model: nameOf(model), text, value, confidence, status, max_error: maxError, reasons };
    readings.push({ ...own, detail: string });
  }
  await queries.query(
    `insert into fields (id, document, page, place, name, box, state, doubt, held, sampled)
     select id, document, page, place, name, box, state, doubt, held, sampled from jsonb_to_recordset($1::jsonb) as one
       (id uuid, document uuid, page int, place int, name text, box jsonb, state text, doubt double precision, held boolean, sampled boolean)`,
    [JSON.stringify(fields)],
  );
  await queries.query(
    `insert into readings (id, field, model, text, value, confidence, status, max_error, reasons, detail)
     select id, field, model, text, value, confidence, status, max_error, reasons, detail from jsonb_to_recordset($1::jsonb) as one
       (id uuid, field uuid, model text, text text, value text, confidence double precision, status text, max_error double precision,
        reasons jsonb, detail jsonb)`,
    [JSON.stringify(readings)],
  );
}

/** A model as readings name it: its name and what tells its file from others. */
function nameOf({ name, content, lines }: ModelUsed): string {
  return [`${name} ${content}`, ...(lines ? [`${lines.name} ${lines.content}`] : [])].join(", ");
}

/** Notes why a document could not be read, unless it was read. */
export function recordFailure(database: Database, id: string, error: string, announce: Announce = tellNobody): Promise<void> {
  return database.transaction(async (queries) => {
    const batch = await keepFailure(queries, id, error, announce);
    if (batch !== null) await finishBatch(queries, batch, announce);
  });
}

/** The same within a transaction; who calls it finishes the batch. @returns which that is; null where there is none, or the document has ended before */
export async function keepFailure(queries: Queries, id: string, error: string, announce: Announce): Promise<string | null> {
  const [document] = await queries.query<{ name: string; batch: string | null }>(
    `update documents set status = 'failed', error = $2, ended = now() where id = $1 and status = 'waiting' returning name, batch`,
    [id, error],
  );
  if (!document) return null;
  await announce(queries, { type: "document.failed", data: { id, ...document, error } });
  return document.batch;
}
