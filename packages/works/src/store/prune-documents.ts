import { closeBatch } from "./batches.js";
import type { Database } from "./database.js";
import { type Announce, tellNobody } from "./service-event.js";
import { eraseDocument } from "./stored-documents.js";

/** As who the service erases by itself, in the audit. */
const WHO = "retention";
/** So many documents are looked up at a time. */
const SOME = 100;

/**
 * Erases documents that have ended so many days ago, with all that was read and corrected of them.
 *
 * @returns how many
 */
export function eraseOldDocuments(database: Database, days: number, announce: Announce = tellNobody): Promise<number> {
  return eraseWhere(database, "status <> 'waiting' and coalesce(read, created) < now() - make_interval(days => $1)", [days], announce);
}

/**
 * Erases documents whose date has come, read or not, with all that was read and corrected of them.
 *
 * @returns how many
 */
export function eraseDueDocuments(database: Database, announce: Announce = tellNobody): Promise<number> {
  return eraseWhere(database, "delete_after < now()", [], announce);
}

/**
 * Ends what nobody has ended of batches, and erases what is left of those that have: documents that were cancelled unread, batches without documents. Open
 * ones to which nothing has come for so many days are closed, but for those that are submitted as a whole: their submission goes on when it is made again.
 *
 * @returns how many documents and batches are gone
 */
export async function pruneBatches(database: Database, days: number, announce: Announce = tellNobody): Promise<number> {
  const unread = `status = 'cancelled' and exists (
    select from batches where batches.id = documents.batch and finished < now() - make_interval(days => $1)
  )`;
  const documents = await eraseWhere(database, unread, [days], announce);
  const left = await database.query<{ id: string }>(
    `select id from batches where state = 'open' and content is null and created < now() - make_interval(days => $1)
       and not exists (select from documents where batch = batches.id and documents.created >= now() - make_interval(days => $1))`,
    [days],
  );
  for (const { id } of left) await closeBatch(database, id, announce);
  const ended = await database.query<{ id: string }>(
    `select id from batches where state in ('finished', 'cancelled') and created < now() - make_interval(days => $1)
       and not exists (select from documents where batch = batches.id)`,
    [days],
  );
  // Those take no documents any more, so that nothing comes between.
  await database.query("delete from batches where id = any($1::uuid[])", [ended.map(({ id }) => id)]);
  return documents + ended.length;
}

/** Forgets with which keys documents were sent; those that come again after so many days are new ones. */
export async function pruneIdempotency(database: Database, days: number): Promise<number> {
  const gone = await database.query("delete from idempotency where created < now() - make_interval(days => $1) returning key", [days]);
  return gone.length;
}

/** One after the other, each in a transaction of its own, so that nobody waits long. */
async function eraseWhere(database: Database, condition: string, values: readonly number[], announce: Announce): Promise<number> {
  for (let all = 0; ; ) {
    const some = await database.query<{ id: string }>(`select id from documents where ${condition} order by id limit ${SOME}`, [...values]);
    for (const { id } of some) if (await eraseDocument(database, id, WHO, announce)) all++;
    if (some.length < SOME) return all;
  }
}
