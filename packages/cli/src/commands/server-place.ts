import { InputError } from "tenfold/errors";
import type { PlaceOptions } from "./database-place.js";

/**
 * The address of the PostgreSQL that machines share, as the command line or the environment says it.
 *
 * @throws InputError when neither does: a database within one process is no place for several
 */
export async function serverPlace(
  { database, data }: PlaceOptions,
  command: string,
): Promise<{ readonly database: string; readonly data: string }> {
  const { databasePlace } = await import("./database-place.js");
  const place = await databasePlace({ ...(data !== undefined && { data }), ...(database !== undefined && { database }) });
  if (place.database !== undefined) return { ...place, database: place.database };
  throw new InputError(
    `${command} wants PostgreSQL, which several processes reach: pass --database postgres://user:password@host:5432/name, or set TENFOLD_DATABASE; without one the jobs run inside tenfold serve`,
  );
}

/** How commands over several machines are told where those meet. */
export const serverOption = {
  notation: "--database <address>",
  description: "postgres://…, where machines meet (default: TENFOLD_DATABASE)",
} as const;
