import { InputError } from "tenfold";
import type { Database, Queries } from "./database.js";
import { migrations } from "./migrations.js";

/** The advisory lock under which tables change: "tenf" in ASCII. */
const LOCK = 0x74656e66;

/**
 * Brings a database's tables to this program's version, one process at a time; each step is there wholly or not at all.
 *
 * @throws InputError when a newer program has made the tables
 */
export async function migrate(database: Database): Promise<void> {
  await database.transaction(async (queries) => {
    await queries.query("select pg_advisory_xact_lock($1)", [LOCK]);
    await queries.query(
      "create table if not exists migrations (number int primary key, about text not null, at timestamptz not null default now())",
    );
    const [row] = await queries.query<{ done: number }>("select coalesce(max(number), 0)::int as done from migrations");
    const done = row?.done ?? 0;
    if (done > migrations.length) {
      throw new InputError(
        `${database.name} has tables of a newer tenfold (step ${done}, this one knows ${migrations.length}); install that version or a newer one`,
      );
    }
    for (const [at, { about, sql }] of [...migrations.entries()].slice(done)) {
      for (const statement of statementsOf(sql)) await queries.query(statement);
      await noted(queries, at + 1, about);
    }
  });
}

/** One after the other, as drivers take one at a time with values; no statement here holds a semicolon. */
function statementsOf(sql: string): string[] {
  return sql
    .split(";")
    .map((statement) => statement.trim())
    .filter((statement) => statement !== "");
}

async function noted(queries: Queries, number: number, about: string): Promise<void> {
  await queries.query("insert into migrations (number, about) values ($1, $2)", [number, about]);
}
