import type { Database } from "./database.js";
import { migrate } from "./migrate.js";

/** Where the database is: at an address, or in a folder. */
export interface DatabasePlace {
  /** The folder of what the service keeps. */
  readonly folder: string;
  /** `postgres://…`; a database within this process unless told. */
  readonly address?: string | undefined;
}

/**
 * Opens the database, with this program's tables.
 *
 * @throws InputError when there is none, another process has it, or it is too old or too new
 */
export async function openDatabase({ folder, address }: DatabasePlace): Promise<Database> {
  const database = await (address === undefined
    ? (await import("./embedded/embedded-database.js")).embeddedDatabase(folder)
    : (await import("./server-database.js")).serverDatabase(address));
  try {
    await migrate(database);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}
