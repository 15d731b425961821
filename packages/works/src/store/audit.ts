import type { Queries } from "./database.js";

/** Notes who did what to what. */
export async function noteDeed(
  queries: Queries,
  { who, what, subject, detail = {} }: { readonly who: string; readonly what: string; readonly subject: string; readonly detail?: object },
): Promise<void> {
  await queries.query("insert into audit (who, what, subject, detail) values ($1, $2, $3, $4)", [
    who,
    what,
    subject,
    JSON.stringify(detail),
  ]);
}
