import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import type { Database } from "../src/store/database.js";
import { openDatabase } from "../src/store/open-database.js";
import { folderWithDatabase } from "./empty-database.js";
import { hasPostgres, type TestPostgres, testPostgres } from "./test-postgres.js";

/** Both kinds of databases, and whether there is one to test with. */
export const databaseKinds = [
  ["embedded", true],
  ["server", hasPostgres],
] as const;

/** A database that a test may stop, and where it lies. */
export interface TestDatabase {
  readonly database: Database;
  readonly folder: string;
  readonly postgres: TestPostgres | undefined;
}

/** Has the tests around it use an empty database of a kind, from before the first of them until after the last. */
export function usesDatabase(kind: "embedded" | "server", isThere: boolean, take: (opened: TestDatabase) => void): void {
  let opened: TestDatabase | undefined;
  beforeAll(async () => {
    if (!isThere) return;
    const folder = kind === "server" ? await mkdtemp(join(tmpdir(), "tenfold-database-")) : await folderWithDatabase("tenfold-database-");
    const postgres = kind === "server" ? await testPostgres() : undefined;
    opened = { database: await openDatabase({ folder, address: postgres?.address }), folder, postgres };
    take(opened);
  }, 300_000);
  afterAll(async () => {
    if (!opened) return;
    await opened.database.close();
    await opened.postgres?.end();
    await rm(opened.folder, { recursive: true, force: true });
  });
}
