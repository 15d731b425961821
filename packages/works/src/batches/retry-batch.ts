import { InputError } from "tenfold";
import { dropJobs } from "../jobs/drop-jobs.js";
import type { JobQueue } from "../jobs/job-queue.js";
import { parcelsOf, sendParcels } from "../jobs/parcels.js";
import { noteDeed } from "../store/audit.js";
import { finishBatch } from "../store/batches.js";
import type { Database } from "../store/database.js";
import { tellNobody } from "../store/service-event.js";

/**
 * Reads of a batch again what could not be read or was cancelled; all of it, by whichever networks and program come to it now, where that is asked for.
 *
 * @returns how many documents
 * @throws InputError when there is no such batch, or it was not submitted as a whole
 */
export async function retryBatch(
  { database, jobs }: { readonly database: Database; readonly jobs: JobQueue },
  id: string,
  { all = false, who = "local" }: { readonly all?: boolean; readonly who?: string } = {},
): Promise<number> {
  return database.transaction(async (queries) => {
    // Documents first, then the batch, as whoever keeps what was read: neither waits for the other.
    await queries.query("select id from documents where batch = $1 order by id for update", [id]);
    const [batch] = await queries.query<{ state: string }>("select state from batches where id = $1 and content is not null for update", [
      id,
    ]);
    if (!batch) throw new InputError(`there is no batch ${id} that was submitted as a whole; tenfold batch list shows those there are`);
    if (batch.state === "open") throw new InputError(`the batch ${id} is being submitted; submit the same files again, and it goes on`);
    await dropJobs(queries, "read", id);
    const again = await queries.query<{ id: string; size: number; place: number }>(
      `select id, size, place from documents where batch = $1 and (status <> 'read' or $2 or exists (
         select from pages where document = documents.id and detail->'error' is not null
       ))`,
      [id, all],
    );
    again.sort((one, other) => one.place - other.place);
    const ids = again.map((one) => one.id);
    await queries.query("delete from pages where document = any($1::uuid[])", [ids]);
    await queries.query("delete from fields where document = any($1::uuid[])", [ids]);
    await queries.query(
      "update documents set status = 'waiting', error = null, read = null, ended = null, model = null, engine = null where id = any($1::uuid[])",
      [ids],
    );
    await queries.query(
      `update batches set state = 'closed', finished = null, answers = case when $2 then null else answers end,
         read_by = case when $2 then null else read_by end where id = $1`,
      [id, all],
    );
    await sendParcels(jobs, queries, id, parcelsOf(again));
    await noteDeed(queries, { who, what: "retried", subject: id, detail: { documents: ids.length, all } });
    await finishBatch(queries, id, tellNobody);
    return ids.length;
  });
}
