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

/**
 * Keeps what was read of a document, unless it was kept before: however often a document is read, as after a kill, it has one result.
 *
 * @returns whether it was kept
 */
export function recordReading(
  database: Database,
  id: string,
  { pages, model, engine, maxError }: ReadOutcome,
  announce: Announce = tellNobody,
): Promise<boolean> {
  return database.transaction(async (queries) => {
    const [document] = await queries.query<{ sha256: string; name: string; batch: string | null }>(
      `update documents set status = 'read', read = now(), model = $2, engine = $3 where id = $1 and status = 'waiting'
       returning sha256, name, batch`,
      [id, JSON.stringify(model), JSON.stringify(engine)],
    );
    if (!document) return false;
    const isHeld = createHash("sha256").update(document.sha256).digest().readUInt32BE(0) % HELD === 0;
    for (const [at, page] of pages.entries()) {
      await queries.query("insert into pages (document, page, detail) values ($1, $2, $3)", [id, at + 1, JSON.stringify(page)]);
      if (isUnread(page)) continue;
      for (const [place, string] of page.strings.entries()) {
        await recordField(queries, { document: id, page: at + 1, place, isHeld, string, model, maxError });
      }
    }
    const { name, batch } = document;
    await announce(queries, { type: "document.read", data: { id, name, batch, ...countsOf(pages) } });
    if (batch !== null) await finishBatch(queries, batch, announce);
    return true;
  });
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

async function recordField(queries: Queries, { document, page, place, isHeld, string, model, maxError }: FieldToRecord): Promise<void> {
  const id = newId();
  const { name, text, value, confidence, status, reasons, box, isBlank } = string;
  const isSampled = status === "accepted" && !isBlank && randomInt(SAMPLED) === 0;
  const state = status === "review" ? "open" : isSampled ? "sampled" : "unasked";
  // Sampled ones come among the others wherever chance has them.
  const doubt = status === "review" ? 1 - confidence : randomInt(1000) / 1000;
  await queries.query(
    `insert into fields (id, document, page, place, name, box, state, doubt, held, sampled) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [id, document, page, place, name ?? null, JSON.stringify(box), state, doubt, isHeld, isSampled],
  );
  await queries.query(
    `insert into readings (id, field, model, text, value, confidence, status, max_error, reasons, detail)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [newId(), id, nameOf(model), text, value ?? null, confidence, status, maxError, JSON.stringify(reasons), JSON.stringify(string)],
  );
}

/** A model as readings name it: its name and what tells its file from others. */
function nameOf({ name, content, lines }: ModelUsed): string {
  return [`${name} ${content}`, ...(lines ? [`${lines.name} ${lines.content}`] : [])].join(", ");
}

/** Notes why a document could not be read, unless it was read. */
export function recordFailure(database: Database, id: string, error: string, announce: Announce = tellNobody): Promise<void> {
  return database.transaction(async (queries) => {
    const [document] = await queries.query<{ name: string; batch: string | null }>(
      `update documents set status = 'failed', error = $2 where id = $1 and status = 'waiting' returning name, batch`,
      [id, error],
    );
    if (!document) return;
    await announce(queries, { type: "document.failed", data: { id, ...document, error } });
    if (document.batch !== null) await finishBatch(queries, document.batch, announce);
  });
}
