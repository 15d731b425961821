import { InputError } from "tenfold";
import { dropJobs } from "../jobs/drop-jobs.js";
import { noteDeed } from "../store/audit.js";
import { cancelBatch } from "../store/batches.js";
import type { Database } from "../store/database.js";
import { eraseDocument } from "../store/stored-documents.js";

const ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/**
 * Erases documents, and batches with all of theirs.
 *
 * @returns how many documents
 * @throws InputError when one of the ids is nothing's; nothing is erased then
 */
export async function eraseAll(database: Database, ids: readonly string[], who: string): Promise<number> {
  const proper = ids.filter((id) => ID.test(id));
  const documents = await database.query<{ id: string }>("select id from documents where id = any($1::uuid[])", [proper]);
  const batches = await database.query<{ id: string }>("select id from batches where id = any($1::uuid[])", [proper]);
  const known = new Set([...documents, ...batches].map(({ id }) => id));
  const unknown = ids.find((id) => !known.has(id.toLowerCase()));
  if (unknown !== undefined) throw new InputError(`nothing is erased: there is no document and no batch ${unknown}`);
  let erased = 0;
  for (const { id } of documents) if (await eraseDocument(database, id, who)) erased++;
  for (const { id } of batches) erased += await eraseBatch(database, id, who);
  return erased;
}

/** So many documents are looked up at a time. */
const SOME = 100;

async function eraseBatch(database: Database, batch: string, who: string): Promise<number> {
  await cancelBatch(database, batch, who); // nobody reads on in it
  await dropJobs(database, "read", batch);
  for (let erased = 0; ; ) {
    const some = await database.query<{ id: string }>(`select id from documents where batch = $1 order by id limit ${SOME}`, [batch]);
    for (const { id } of some) if (await eraseDocument(database, id, who)) erased++;
    if (some.length > 0) continue;
    await database.query("delete from batches where id = $1 and not exists (select from documents where batch = $1)", [batch]);
    await noteDeed(database, { who, what: "erased", subject: batch });
    return erased;
  }
}
