import type { Queries } from "../store/database.js";
import type { FieldToReview } from "./review-record.js";

/** Seconds for which a field is one reviewer's. */
const LEASE = 60;

/**
 * The fields to look at next: those in most doubt first, and among them some that were accepted. They are the reviewer's for a minute; asked for
 * again, they stay so.
 */
export async function nextFields(queries: Queries, reviewer: string, count: number): Promise<FieldToReview[]> {
  const rows = await queries.query<FieldToReview & { readonly doubt: number }>(
    `with next as (
       select id from fields
       where state in ('open', 'sampled') and (leased_until is null or leased_until < now() or leased_to = $1)
       order by doubt desc, id limit $2 for update skip locked
     ), taken as (
       update fields set leased_to = $1, leased_until = now() + make_interval(secs => $3)
       from next where fields.id = next.id returning fields.*
     )
     select taken.id, taken.document, documents.name as "documentName", taken.page, taken.name, taken.state = 'sampled' as "isSample",
       readings.id as reading, readings.model, readings.detail as string, taken.leased_until as "leasedUntil", taken.doubt
     from taken join documents on documents.id = taken.document
     join lateral (select * from readings where readings.field = taken.id order by created desc, id desc limit 1) readings on true`,
    [reviewer, count, LEASE],
  );
  return rows.sort((one, other) => other.doubt - one.doubt || (one.id < other.id ? -1 : 1)).map(({ doubt: _, ...field }) => field);
}
