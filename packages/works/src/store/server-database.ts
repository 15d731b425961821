import type { Pool, PoolClient } from "pg";
import { InputError } from "tenfold";
import type { Database, Queries } from "./database.js";

/** The oldest version of PostgreSQL that is used. */
const OLDEST = 15;
/** Connections of this process, beside those of its jobs. */
const CONNECTIONS = 8;
/** A query that takes longer is a database that does not answer, in milliseconds. */
const LONGEST_QUERY = 30_000;

/**
 * A PostgreSQL that runs somewhere.
 *
 * @param address `postgres://user:password@host:port/name`
 * @throws InputError when there is none, it does not let anybody in, is too old, or read-only
 */
export async function serverDatabase(address: string): Promise<Database> {
  const name = withoutPassword(address);
  const { default: pg } = await import("pg");
  pg.types.setTypeParser(pg.types.builtins.INT8, Number);
  pg.types.setTypeParser(pg.types.builtins.DATE, String);
  const pool: Pool = new pg.Pool({
    connectionString: address,
    max: CONNECTIONS,
    connectionTimeoutMillis: 5000,
    query_timeout: LONGEST_QUERY,
  });
  pool.on("error", () => {}); // a connection that broke while nobody used it: the next query opens another
  const queries = queriesOf(pool);
  try {
    const [row] = await queries.query<{ version: number; readonly: string }>(
      "select current_setting('server_version_num')::int as version, current_setting('transaction_read_only') as readonly",
    );
    const version = Math.floor((row?.version ?? 0) / 10_000);
    if (version < OLDEST) throw new InputError(`${name} is PostgreSQL ${version}; ${OLDEST} or newer is wanted`);
    if (row?.readonly === "on") throw new InputError(`${name} is read-only, as a replica is; name the one that is written to`);
  } catch (error) {
    await pool.end();
    if (error instanceof InputError) throw error;
    throw new InputError(`cannot reach the database ${name}: ${reasonOf(error)}; start it, or mend --database`, { cause: error });
  }
  return {
    kind: "server",
    name,
    query: queries.query,
    transaction: (work) => inTransaction(pool, work),
    execute: async (sql) => void (await pool.query(sql)),
    refuseWithoutRoom: async () => {},
    forJobs: { connectionString: address, max: 4 },
    close: () => pool.end(),
  };
}

/** @throws InputError when it is no address */
function withoutPassword(address: string): string {
  try {
    const url = new URL(address);
    if (!/^postgres(ql)?:$/.test(url.protocol)) throw new Error("another protocol");
    url.password = "";
    url.search = ""; // it may hold one, too
    return url.href;
  } catch {
    throw new InputError("--database is no address of a PostgreSQL; it looks like postgres://user:password@host:5432/name");
  }
}

function reasonOf(error: unknown): string {
  const { code, message, errors } = error as { code?: string; message: string; errors?: readonly Error[] };
  if (code === "ECONNREFUSED") return "nobody listens there";
  return message || errors?.[0]?.message || String(error);
}

async function inTransaction<T>(pool: Pool, work: (queries: Queries) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  // A connection that breaks while it is ours tells so here as well as to the query that waits for it.
  const onBroken = (error: Error) => {
    broken = error;
  };
  client.on("error", onBroken);
  try {
    await client.query("begin");
    const result = await work(queriesOf(client));
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback").catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    client.off("error", onBroken);
    client.release(broken);
  }
}

function queriesOf(client: Pool | PoolClient): Queries {
  return {
    async query<Row extends object>(sql: string, values: readonly unknown[] = []) {
      return (await client.query<Row>(sql, [...values])).rows;
    },
  };
}
