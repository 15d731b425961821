import { InputError } from "tenfold";
import type { DocumentPage, EngineUsed, ModelUsed } from "tenfold/document";
import type { SharedFolder } from "../files/shared-folder.js";
import type { Batch } from "../store/batches.js";
import type { Queries } from "../store/database.js";
import type { DocumentSettings } from "../store/stored-documents.js";

/** Which networks and which program have read a batch; undefined before anybody has. */
export async function batchHead(
  queries: Queries,
  id: string,
): Promise<{ readonly model: ModelUsed; readonly engine: EngineUsed } | undefined> {
  const [found] = await queries.query<{ answers: string | null }>("select answers from batches where id = $1", [id]);
  return found?.answers ? JSON.parse(found.answers) : undefined;
}

/** Documents at a time: a batch may be larger than memory. */
const SOME = 500;

/** A batch that was submitted as a whole: how it is read, and its files in their order. */
export interface WholeBatch {
  readonly settings: DocumentSettings;
  readonly names: readonly string[];
}

/** @returns undefined where there is none, or documents were put into it one by one */
export async function wholeBatch(queries: Queries, id: string): Promise<WholeBatch | undefined> {
  const [found] = await queries.query<{ settings: DocumentSettings }>(
    "select settings from batches where id = $1 and content is not null",
    [id],
  );
  if (!found) return undefined;
  const rows = await queries.query<{ name: string }>("select name from documents where batch = $1 order by place", [id]);
  return { settings: found.settings, names: rows.map(({ name }) => name) };
}

/**
 * The bytes of one of its files.
 *
 * @throws InputError when they are not to be had from here
 */
export async function bytesInBatch(queries: Queries, batch: string, name: string, shared: SharedFolder | undefined): Promise<Uint8Array> {
  const [found] = await queries.query<{ bytes: Uint8Array | null; path: string | null; sha256: string }>(
    "select bytes, documents.path, sha256 from documents join contents using (sha256) where batch = $1 and documents.name = $2 limit 1",
    [batch, name],
  );
  if (found?.bytes) return found.bytes;
  if (found?.path == null) throw new InputError(`${name} was erased`);
  if (!shared) throw new InputError(`${name} lies in a folder that machines share; pass --shared`);
  return shared.bytesOf(found.path, found.sha256);
}

/** A batch as a list shows it. */
export interface ListedBatch {
  readonly id: string;
  readonly name: string;
  readonly state: Batch["state"];
  readonly created: Date;
  readonly files: number;
  readonly read: number;
  readonly failed: number;
}

/** The latest batches that were submitted as a whole, the newest first. */
export function listWhole(queries: Queries): Promise<ListedBatch[]> {
  return queries.query(
    `select id, name, state, created, files,
       (select count(*)::int from documents where batch = batches.id and status = 'read') as read,
       (select count(*)::int from documents where batch = batches.id and status = 'failed') as failed
     from batches where content is not null order by id desc limit 100`,
  );
}

/** What was read of a batch that was submitted as a whole, file by file in the order in which they were named, word for word as `read` has it; why the others were not. */
export async function* wholeBatchPages(
  queries: Queries,
  batch: string,
  { partial = false }: { readonly partial?: boolean } = {},
): AsyncGenerator<DocumentPage[]> {
  for (let after = -1; ; ) {
    const documents: { id: string; name: string; place: number; status: string; error: string | null }[] = await queries.query(
      "select id, name, place, status, error from documents where batch = $1 and place > $2 order by place limit $3",
      [batch, after, SOME],
    );
    const rows = await queries.query<{ document: string; detail: DocumentPage }>(
      "select document, detail from pages where document = any($1::uuid[]) order by document, page",
      [documents.map(({ id }) => id)],
    );
    for (const { id, name, status, error } of documents) {
      const pages = rows.filter(({ document }) => document === id).map(({ detail }) => detail);
      if (status === "read") yield pages;
      else if (partial && status === "waiting") continue;
      else yield [{ file: name, error: error ?? WHY[status] ?? "it was not read" }];
    }
    const last = documents.at(-1);
    if (!last || documents.length < SOME) return;
    after = last.place;
  }
}

const WHY: Readonly<Record<string, string>> = { waiting: "it was not read yet", cancelled: "it was not read: the batch was cancelled" };
