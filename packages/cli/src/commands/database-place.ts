import { homedir } from "node:os";

/** Where the service's database is, on the command line. */
export interface PlaceOptions {
  readonly data?: string;
  readonly database?: string;
}

export const place = [
  { notation: "--data <folder>", description: "where what is kept lies (default: the system's folder for data)" },
  { notation: "--database <address>", description: "postgres://… in place of a database of its own" },
] as const;

/** The same with what the environment says and where things lie unless told. */
export async function databasePlace({
  data,
  database,
}: PlaceOptions): Promise<{ readonly data: string; readonly database: string | undefined }> {
  const { dataFolder } = await import("tenfold-works/store");
  const { platform, env } = process;
  return { data: data ?? dataFolder({ platform, env, home: homedir() }), database: database ?? (env.TENFOLD_DATABASE || undefined) };
}
