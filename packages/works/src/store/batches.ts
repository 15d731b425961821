import { InputError } from "tenfold";
import { v7 as newId } from "uuid";
import { noteDeed } from "./audit.js";
import type { Database, Queries } from "./database.js";
import { type Announce, tellNobody } from "./service-event.js";

/** Documents that belong together: it takes some until it is closed, and is finished once none of them waits. */
export interface Batch {
  readonly id: string;
  readonly name: string;
  readonly state: "open" | "closed" | "finished" | "cancelled";
  readonly created: Date;
  readonly finished: Date | null;
  /** Who began it: a key's id, or "local"; null where that was not noted yet. */
  readonly owner: string | null;
}

/** How it is with a batch's documents, and how many of their fields somebody should look at. */
export interface BatchCounts {
  readonly documents: number;
  readonly waiting: number;
  readonly read: number;
  readonly failed: number;
  readonly cancelled: number;
  readonly toReview: number;
}

/** What a batch is refused for that takes nothing more. */
export class BatchEndedError extends InputError {
  override name = "BatchEndedError";
}

const COLUMNS = "id, name, state, created, finished, owner";

/** Opens a batch without documents. */
export async function addBatch(queries: Queries, { name, owner }: { readonly name: string; readonly owner: string }): Promise<Batch> {
  const [made] = await queries.query<Batch>(`insert into batches (id, name, owner) values ($1, $2, $3) returning ${COLUMNS}`, [
    newId(),
    name,
    owner,
  ]);
  return made as Batch;
}

export async function batchOf(queries: Queries, id: string): Promise<Batch | undefined> {
  const [found] = await queries.query<Batch>(`select ${COLUMNS} from batches where id = $1`, [id]);
  return found;
}

/**
 * Batches, the newest first.
 *
 * @param before the id that the page before ended with
 */
export function listBatches(
  queries: Queries,
  { limit, before }: { readonly limit: number; readonly before?: string | undefined },
): Promise<Batch[]> {
  return queries.query<Batch>(`select ${COLUMNS} from batches where ($1::uuid is null or id < $1) order by id desc limit $2`, [
    before ?? null,
    limit,
  ]);
}

export async function batchCounts(queries: Queries, id: string): Promise<BatchCounts> {
  const [counts] = await queries.query<BatchCounts>(
    `select count(*)::int as documents, count(*) filter (where status = 'waiting')::int as waiting,
       count(*) filter (where status = 'read')::int as read, count(*) filter (where status = 'failed')::int as failed,
       count(*) filter (where status = 'cancelled')::int as cancelled,
       (select count(*)::int from fields join documents on documents.id = document
        where batch = $1 and state in ('open', 'sampled')) as "toReview"
     from documents where batch = $1`,
    [id],
  );
  return counts as BatchCounts;
}

/**
 * Keeps a batch open while a document is put into it.
 *
 * @throws BatchEndedError when it takes nothing more; InputError when there is none
 */
export async function enterBatch(queries: Queries, id: string): Promise<void> {
  const [found] = await queries.query<{ state: Batch["state"]; whole: boolean }>(
    "select state, content is not null as whole from batches where id = $1 for share",
    [id],
  );
  if (!found) throw new InputError("there is no such batch; POST /v1/batches makes one");
  if (found.whole) throw new BatchEndedError("the batch was submitted as a whole and takes nothing more; begin another one");
  if (found.state !== "open") throw new BatchEndedError(`the batch is ${found.state} and takes nothing more; begin another one`);
}

/**
 * Says that no more documents come. Where none waits, the batch is finished with it. One that is submitted as a whole is closed by whoever submits it
 * alone, with the jobs that read it.
 *
 * @returns it as it is then; undefined where there is none
 */
export async function closeBatch(database: Database, id: string, announce: Announce = tellNobody): Promise<Batch | undefined> {
  return database.transaction(async (queries) => {
    await queries.query("update batches set state = 'closed' where id = $1 and state = 'open' and content is null", [id]);
    await finishBatch(queries, id, announce);
    return batchOf(queries, id);
  });
}

/**
 * Ends a batch: what waits in it is not read. What is being read at the moment may still be kept.
 *
 * @returns it as it is then; undefined where there is none
 */
export async function cancelBatch(database: Database, id: string, who: string): Promise<Batch | undefined> {
  return database.transaction(async (queries) => {
    const [ended] = await queries.query(
      "update batches set state = 'cancelled', finished = now() where id = $1 and state in ('open', 'closed') returning id",
      [id],
    );
    if (!ended) return batchOf(queries, id);
    // Whoever records a reading holds its document and then wants the batch: those are let pass, or both would wait for each other.
    await queries.query(
      `update documents set status = 'cancelled' where id in (
         select id from documents where batch = $1 and status = 'waiting' for update skip locked
       )`,
      [id],
    );
    await noteDeed(queries, { who, what: "cancelled", subject: id });
    return batchOf(queries, id);
  });
}

/** Finishes a batch that is closed and has no document that waits; for whoever has ended one of its documents, in the same transaction. */
export async function finishBatch(queries: Queries, id: string, announce: Announce): Promise<void> {
  // Of two that end the last documents at once, the second one sees what the first one did.
  const [batch] = await queries.query<Batch>(`select ${COLUMNS} from batches where id = $1 for update`, [id]);
  if (batch?.state !== "closed") return;
  const [waiting] = await queries.query("select id from documents where batch = $1 and status = 'waiting' limit 1", [id]);
  if (waiting) return; // looked at by each document of a batch: all of them are counted at the end alone
  const counts = await batchCounts(queries, id);
  await queries.query("update batches set state = 'finished', finished = now() where id = $1", [id]);
  await announce(queries, { type: "batch.finished", data: { id, name: batch.name, ...counts } });
}
