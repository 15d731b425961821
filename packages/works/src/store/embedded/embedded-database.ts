import { join } from "node:path";
import { type PGlite, types } from "@electric-sql/pglite";
import { InputError } from "tenfold";
import { takeLock } from "../../resumable/place-lock.js";
import { makeDataFolder } from "../data-folder.js";
import type { Database, Queries } from "../database.js";
import { type DiskReserve, diskReserve } from "./disk-reserve.js";
import { refuseWithoutRoom } from "./room-on-disk.js";

/** Folder of the database within the data folder, and the file of bytes that are given up where the disk is full. */
const [FOLDER, RESERVE] = ["database", "reserve"];

/**
 * A PostgreSQL in this process (PGlite), whose files lie in a folder. Two processes on one folder would lose rows without a word, so the second is
 * refused before the database is touched.
 *
 * @throws InputError when another process has the folder, it cannot be written in, its disk is full, or what lies there is no database
 */
export async function embeddedDatabase(folder: string): Promise<Database> {
  const path = join(folder, FOLDER);
  await makeDataFolder(path);
  const release = await takeLock({ path: folder });
  const reserve = diskReserve(join(folder, RESERVE));
  if (!reserve.renew()) {
    await release();
    throw new InputError(
      `the disk of ${folder} is full, and a database cannot be opened there; make room on it, or choose another folder with --data`,
    );
  }
  const db = await opened(path, reserve).catch(async (error: unknown): Promise<never> => {
    await release();
    throw new InputError(`${path} cannot be opened as a database: ${(error as Error).message}; choose another folder with --data`, {
      cause: error,
    });
  });
  const { fromPglite } = await import("pg-boss");
  /** Asks the database where there is room for what it writes by itself; else nothing is asked of it. */
  const asked = async <T>(ask: () => Promise<T>): Promise<T> => {
    reserve.refuseWithout();
    return ask();
  };
  const queries = (of: Pick<PGlite, "query">) => queriesOf({ query: (...given) => asked(() => of.query(...given)) });
  return {
    kind: "embedded",
    name: folder,
    query: queries(db).query,
    transaction: (work) => asked(() => db.transaction((tx) => work(queries(tx)))),
    execute: async (sql) => void (await asked(() => db.exec(sql))),
    refuseWithoutRoom: (asked) => refuseWithoutRoom(path, asked),
    forJobs: {
      db: fromPglite({ query: (...given) => asked(() => db.query(...given)), exec: (sql) => asked(() => db.exec(sql)) }),
      backend: "pglite",
    },
    async close() {
      await db.close();
      await release();
    },
  };
}

async function opened(path: string, reserve: DiskReserve): Promise<PGlite> {
  const { FilesWithReserve } = await import("./files-with-reserve.js");
  const { PGlite } = await import("@electric-sql/pglite");
  // int8 as numbers: nothing here counts beyond 2 ** 53
  // bytes as hexadecimal digits at once: PGlite's own way to write them takes seconds for some megabytes
  const hex = (bytes: Uint8Array) => `\\x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("hex")}`;
  return PGlite.create({ fs: new FilesWithReserve(path, reserve), parsers: { [types.INT8]: Number }, serializers: { [types.BYTEA]: hex } });
}

function queriesOf(db: Pick<PGlite, "query">): Queries {
  return {
    async query<Row extends object>(sql: string, values: readonly unknown[] = []) {
      return (await db.query<Row>(sql, [...values])).rows;
    },
  };
}
