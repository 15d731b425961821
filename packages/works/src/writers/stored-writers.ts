import { InputError } from "tenfold";
import type { WriterProfile } from "tenfold/recognize";
import { noteDeed } from "../store/audit.js";
import type { Database, Queries } from "../store/database.js";

/** Somebody whose writing is known, under the name that programs have for him; how it looks is asked for by `writerProfileOf`. */
export interface KnownWriter {
  readonly id: string;
  /** How many digits the profile was learned from. */
  readonly digits: number;
  readonly created: Date;
  /** When the profile became what it is. */
  readonly changed: Date;
}

/** What a writer is refused for that is none. */
export class NoWriterError extends InputError {
  override name = "NoWriterError";
}

/** What may name a writer; best something that tells nobody who he is. */
export const WRITER_ID = "^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$";
const COLUMNS = "id, (profile->>'digits')::int as digits, created, changed";

export function isWriterId(id: unknown): id is string {
  return typeof id === "string" && new RegExp(WRITER_ID).test(id);
}

/** @throws InputError when it cannot be a writer's */
export function checkWriterId(id: unknown): asserts id is string {
  if (isWriterId(id)) return;
  throw new InputError("a writer's name has 1 to 100 letters, digits, dots, hyphens and underscores, the first one a letter or digit");
}

/**
 * Keeps how somebody writes, in place of what was known of him before.
 *
 * @returns whether he is new
 * @throws FormatError when the profile is none, or was made by other parameters of hands
 */
export async function keepWriter(
  database: Database,
  { id, profile, who }: { readonly id: string; readonly profile: unknown; readonly who: string },
): Promise<boolean> {
  checkWriterId(id);
  const checked = await parsed(profile, "the profile");
  return database.transaction(async (queries) => {
    const [kept] = await queries.query<{ isNew: boolean }>(
      `insert into writers (id, profile) values ($1, $2)
       on conflict (id) do update set profile = excluded.profile, changed = now() returning created = changed as "isNew"`,
      [id, JSON.stringify(checked)],
    );
    await noteDeed(queries, { who, what: "writer kept", subject: id, detail: { digits: checked.digits } });
    return kept?.isNew ?? false;
  });
}

/**
 * Writers, by their names.
 *
 * @param after the name that the page before ended with
 */
export function listWriters(
  queries: Queries,
  { limit, after }: { readonly limit: number; readonly after?: string | undefined },
): Promise<KnownWriter[]> {
  return queries.query<KnownWriter>(
    `select ${COLUMNS} from writers where ($1::text is null or id collate "C" > $1) order by id collate "C" limit $2`,
    [after ?? null, limit],
  );
}

export async function writerOf(queries: Queries, id: string): Promise<KnownWriter | undefined> {
  const [found] = await queries.query<KnownWriter>(`select ${COLUMNS} from writers where id = $1`, [id]);
  return found;
}

/**
 * How somebody writes.
 *
 * @throws NoWriterError where he is not known, or was erased
 * @throws FormatError when the profile was made by other parameters of hands than this program's
 */
export async function writerProfileOf(queries: Queries, id: string): Promise<WriterProfile> {
  const [found] = await queries.query<{ profile: unknown }>("select profile from writers where id = $1", [id]);
  if (!found) throw new NoWriterError(`there is no writer "${id}"; PUT /v1/writers/${id} keeps how one writes`);
  return parsed(found.profile, `the profile of ${id}`);
}

/** Looks up how writers write by their names; nothing where one is not known. */
export function keptProfiles(queries: Queries): (name: string) => Promise<WriterProfile | undefined> {
  return (name) =>
    writerProfileOf(queries, name).catch((error: unknown) => {
      if (error instanceof NoWriterError) return undefined;
      throw error;
    });
}

async function parsed(profile: unknown, name: string): Promise<WriterProfile> {
  const { loadHands, parseWriterProfile } = await import("tenfold/recognize");
  return parseWriterProfile(profile, name, await loadHands());
}

/**
 * Erases what is known of a writer, and that documents are his.
 *
 * @returns whether there was such a one
 */
export async function eraseWriter(database: Database, id: string, who: string): Promise<boolean> {
  return database.transaction(async (queries) => {
    const gone = await queries.query("delete from writers where id = $1 returning id", [id]);
    if (gone.length === 0) return false;
    await queries.query("update documents set settings = settings - 'writer' where settings->>'writer' = $1", [id]);
    await queries.query("update documents set settings = settings #- '{writer,profile}' where settings->'writer'->>'profile' = $1", [id]);
    await noteDeed(queries, { who, what: "writer erased", subject: id });
    return true;
  });
}
