import type { Database } from "../../store/database.js";
import { changing } from "./learned-models.js";

/**
 * Drops the files of models that others have taken the place of; what was found of them stays. A model stays whole that reads, that a rollback leads to,
 * one after the other, that may still be promoted, that read a document within so many days, or that is not older than that.
 *
 * @returns how many
 */
export function pruneModels(database: Database, days: number): Promise<number> {
  return changing(database, async (queries) => {
    const pruned = await queries.query(
      `with recursive back as (
         select id, replaced from models where state = 'active'
         union select models.id, models.replaced from models join back on models.id = back.replaced
       )
       update models set bytes = null, pruned = now()
       where bytes is not null and coalesce(promoted, created) < now() - make_interval(days => $1)
         and id not in (select id from back)
         and not (reasons = '[]' and parent is not distinct from (select id from models where state = 'active'))
         and not exists (
           select from documents
           where model->>'name' = 'reader-' || models.number and coalesce(read, documents.created) >= now() - make_interval(days => $1)
         )
       returning id`,
      [days],
    );
    return pruned.length;
  });
}
