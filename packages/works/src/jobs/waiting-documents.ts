import type { Queries } from "../store/database.js";
import type { DocumentSettings } from "../store/stored-documents.js";

/** A document to read: its bytes, or where they lie in the folder that machines share. */
export interface WaitingDocument {
  readonly id: string;
  readonly name: string;
  readonly settings: DocumentSettings;
  readonly batch: string | null;
  readonly sha256: string;
  readonly bytes: Uint8Array | null;
  readonly path: string | null;
}

/** Those among documents that wait to be read, in the order in which they came. One of a batch that was submitted as a whole is read as that says. */
export function waitingAmong(queries: Queries, ids: readonly string[]): Promise<WaitingDocument[]> {
  return queries.query(
    `select documents.id, documents.name, coalesce(batches.settings, documents.settings) as settings, batch, sha256, bytes, documents.path
     from documents join contents using (sha256) left join batches on batches.id = batch
     where documents.id = any($1::uuid[]) and status = 'waiting' order by documents.id`,
    [ids],
  );
}

/** Holds documents until the transaction ends: everybody in the same order, and before their batch, so that nobody waits for one who waits for him. */
export async function lockDocuments(queries: Queries, ids: readonly string[]): Promise<void> {
  await queries.query("select id from documents where id = any($1::uuid[]) order by id for update", [ids]);
}
