import type { Queries } from "../store/database.js";
import type { JobKind } from "./job-queue.js";

/** Takes away the jobs of a group that nobody is at; for those, too, who have no queue open. */
export async function dropJobs(queries: Queries, kind: JobKind, group: string): Promise<void> {
  const [queue] = await queries.query<{ isThere: boolean }>(`select to_regclass('jobs.job') is not null as "isThere"`);
  if (!queue?.isThere) return; // none was ever sent
  await queries.query("delete from jobs.job where name = $1 and group_id = $2 and state in ('created', 'retry')", [kind, group]);
}
