import type { DocumentPage } from "tenfold/document";
import type { Queries } from "./database.js";

/** A page of a batch, and the document that it is of. */
export type BatchPage = DocumentPage & { readonly document: string };

/** Documents at a time: a batch may be larger than memory. */
const SOME = 20;

/** What was read of a batch's documents, in the order in which they came; of those that failed why. Documents that wait have none yet. */
export async function* batchPages(queries: Queries, batch: string): AsyncGenerator<BatchPage> {
  for (let after: string | null = null; ; ) {
    const documents: { id: string; name: string; error: string | null }[] = await queries.query(
      `select id, name, error from documents where batch = $1 and ($2::uuid is null or id > $2) and status in ('read', 'failed')
       order by id limit ${SOME}`,
      [batch, after],
    );
    for (const { id, name, error } of documents) {
      if (error !== null) yield { file: name, error, document: id };
      const rows = await queries.query<{ detail: DocumentPage }>("select detail from pages where document = $1 order by page", [id]);
      for (const { detail } of rows) yield { ...detail, document: id };
    }
    const last = documents.at(-1);
    if (!last || documents.length < SOME) return;
    after = last.id;
  }
}
