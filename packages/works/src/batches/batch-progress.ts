import { inWords } from "../jobs/batch-answers.js";
import { type Batch, batchCounts, batchOf } from "../store/batches.js";
import type { Queries } from "../store/database.js";
import { WORKER_GONE } from "./worker-gone.js";

/** How far a batch is, over all machines. */
export interface BatchProgress {
  readonly id: string;
  readonly name: string;
  readonly state: Batch["state"];
  readonly created: Date;
  readonly finished: Date | null;
  readonly documents: number;
  readonly waiting: number;
  readonly read: number;
  readonly failed: number;
  readonly cancelled: number;
  readonly toReview: number;
  /** Pages that were read, and those of them that could not be. */
  readonly pages: number;
  readonly unreadPages: number;
  /** Over the last minutes, of all workers together; null where nothing was read in them. */
  readonly pagesAMinute: number | null;
  /** Until all is read, in seconds, as fast as it was lately; null where that is not known. */
  readonly secondsLeft: number | null;
  /** What answers: the program and the networks; null until it was begun. */
  readonly answers: string | null;
  /** Workers that were heard of lately and read, and those of them that would answer as it was begun: the networks that were in use then they have from the database. */
  readonly workers: number;
  readonly fitting: number;
}

/** How far back it is looked to see how fast it goes, in seconds. */
const LATELY = 300;

/** @returns undefined where there is no such batch */
export async function batchProgress(queries: Queries, id: string): Promise<BatchProgress | undefined> {
  const batch = await batchOf(queries, id);
  if (!batch) return undefined;
  const [counts, [pages], [lately], [machines], [begun]] = await Promise.all([
    batchCounts(queries, id),
    queries.query<{ pages: number; unread: number }>(
      `select count(*)::int as pages, count(*) filter (where detail->'error' is not null)::int as unread
       from pages join documents on documents.id = document where batch = $1`,
      [id],
    ),
    queries.query<{ documents: number; pages: number; seconds: number | null }>(
      `select count(distinct documents.id)::int as documents, count(page)::int as pages,
         least($2, extract(epoch from now() - min(first.ended)))::float8 as seconds
       from documents left join pages on document = documents.id, lateral (select min(ended) as ended from documents as one where batch = $1) as first
       where batch = $1 and documents.ended > now() - make_interval(secs => $2)`,
      [id, LATELY],
    ),
    queries.query<{ workers: number; fitting: number }>(
      `select count(*)::int as workers, count(*) filter (
         where batches.answers is null or (workers.answers::json->'engine')::text = (batches.answers::json->'engine')::text
       )::int as fitting
       from workers, batches where batches.id = $1 and ended is null and seen > now() - make_interval(secs => $2) and kinds ? 'read'`,
      [id, WORKER_GONE],
    ),
    queries.query<{ answers: string | null }>("select answers from batches where id = $1", [id]),
  ]);
  const seconds = Math.max(1, lately?.seconds ?? 0);
  const isMoving = (lately?.documents ?? 0) > 0 && counts.waiting > 0;
  return {
    ...{ id, name: batch.name, state: batch.state, created: batch.created, finished: batch.finished },
    ...counts,
    pages: pages?.pages ?? 0,
    unreadPages: pages?.unread ?? 0,
    pagesAMinute: isMoving ? ((lately?.pages ?? 0) / seconds) * 60 : null,
    secondsLeft: isMoving ? (counts.waiting * seconds) / (lately?.documents ?? 1) : null,
    answers: begun?.answers ? inWords(begun.answers) : null,
    workers: machines?.workers ?? 0,
    fitting: machines?.fitting ?? 0,
  };
}

/** What of a batch could not be read, and why, in its order. */
export function failuresOf(
  queries: Queries,
  id: string,
): Promise<{ readonly file: string; readonly page: number | null; readonly error: string }[]> {
  return queries.query(
    `select file, page, error from (
       select name as file, null::int as page, error, place from documents where batch = $1 and status = 'failed'
       union all
       select name, (detail->>'page')::int, detail->>'error', place from pages join documents on documents.id = document
       where batch = $1 and detail->'error' is not null
     ) as all_of_them order by place, page`,
    [id],
  );
}
