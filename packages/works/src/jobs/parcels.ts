import type { Queries } from "../store/database.js";
import type { JobQueue } from "./job-queue.js";

/** A file as far as it matters to how it travels. */
export interface ParcelFile {
  /** In bytes. */
  readonly size: number;
}

/** So many small files travel in one job at most, of so many bytes in all: a second or two of work, which is all that a killed worker loses. */
const [FILES, BYTES] = [16, 2e6];
/** Somebody waits for a document that was sent alone: it comes before all batches. */
const ALONE = 1_000_000;

/** Which files travel together, in their order: small ones many to a job, large ones alone. */
export function parcelsOf(files: readonly (ParcelFile & { readonly id: string })[]): string[][] {
  const parcels: string[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const { id, size } of files) {
    const last = parcels.at(-1);
    if (last && last.length < FILES && bytes + size <= BYTES) last.push(id);
    else parcels.push([id]);
    bytes = parcels.at(-1)?.length === 1 ? size : bytes + size;
  }
  return parcels;
}

/** Sends the jobs of a batch within a transaction, each with its turn among those of other batches. */
export async function sendParcels(jobs: JobQueue, queries: Queries, batch: string, parcels: readonly (readonly string[])[]): Promise<void> {
  const first = await turnsOf(queries, batch, parcels.length);
  const sent = parcels.flatMap((ids, at) => {
    const [id] = ids;
    return id === undefined ? [] : [{ data: { id, ...(ids.length > 1 && { ids }) }, group: batch, priority: -(first + at) }];
  });
  await jobs.sendAll("read", sent, queries);
}

/** Sends the job of a document: before all batches, or, of a batch, in its turn. */
export async function sendDocument(jobs: JobQueue, queries: Queries, id: string, batch?: string): Promise<void> {
  if (batch === undefined) return jobs.send("read", { id }, queries, { priority: ALONE });
  await sendParcels(jobs, queries, batch, [[id]]);
}

/**
 * Turns for the next jobs of a batch. Batches take turns, a job each: one that is new, or has paused, begins where those are that wait, neither behind all
 * that was sent before it nor before it.
 *
 * Source: start-time fair queueing, Goyal, Vin and Cheng 1996
 *
 * @returns the first, from 1
 */
async function turnsOf(queries: Queries, batch: string, count: number): Promise<number> {
  const [at] = await queries.query<{ now: number | null }>(
    "select -max(priority) as now from jobs.job where name = 'read' and priority < 0 and state in ('created', 'retry')",
  );
  const now = at?.now ?? 1;
  const [begun] = await queries.query<{ next: number }>(
    `insert into batch_turns (batch, next) values ($1, $2::int + $3::int)
     on conflict (batch) do update set next = greatest(batch_turns.next, $2::int) + $3::int returning next - $3::int as next`,
    [batch, now, count],
  );
  return begun?.next ?? now;
}
