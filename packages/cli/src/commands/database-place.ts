import { homedir } from "node:os";
import { dataFolder, refuseTakenPlace } from "tenfold-works";

/** Where the service's database is, on the command line. */
export interface PlaceOptions {
  readonly data?: string;
  readonly database?: string;
}

export const place = [
  { notation: "--data <folder>", description: "where what is kept lies (default: the system's folder for data)" },
  { notation: "--database <address>", description: "postgres://… in place of a database of its own" },
] as const;

/**
 * The same with what the environment says and where things lie unless told. It is asked before the packages of the service are loaded, which takes seconds.
 *
 * @throws InputError where the database is one in the folder, and another process has that
 */
export async function databasePlace({
  data = dataFolder({ platform: process.platform, env: process.env, home: homedir() }),
  database = process.env.TENFOLD_DATABASE || undefined,
}: PlaceOptions): Promise<{ readonly data: string; readonly database: string | undefined }> {
  if (database === undefined) await refuseTakenPlace({ path: data });
  return { data, database };
}
