import { setTimeout as sleep } from "node:timers/promises";
import { openDatabase } from "./clone.js";

/** Until no document waits. */
export async function untilRead({ address }) {
  for (;;) {
    const response = await fetch(`${address}/v1/documents?status=waiting&limit=1`);
    if (response.ok && (await response.json()).documents.length === 0) return;
    await sleep(500);
  }
}

/** What of all that was acknowledged is lost, and what is there twice. */
export async function counted({ documents, corrections }, { data, address }) {
  const database = await openDatabase({ folder: data, address });
  const rows = (sql, ...given) => database.query(sql, given);
  const there = new Map((await rows("select id, name, status from documents")).map((one) => [one.id, one]));
  const known = new Set((await rows("select id from corrections where undone is null")).map(({ id }) => id));
  const twice = async (sql) => (await rows(sql)).length;
  const result = {
    documents: documents.size,
    "documents lost": [...documents.values()].filter((id) => id !== undefined && !there.has(id)).length,
    "documents twice": await twice("select name from documents group by name having count(*) > 1"),
    "documents without an end": [...there.values()].filter(({ status }) => status === "waiting").length,
    "pages twice or missing": await twice(
      "select documents.id from documents left join pages on document = documents.id where status = 'read' group by documents.id having count(page) <> 1",
    ),
    corrections: corrections.size,
    "corrections lost": [...corrections.keys()].filter((id) => id !== undefined && !known.has(id)).length,
    "fields corrected twice": await twice("select field from corrections where undone is null group by field having count(*) > 1"),
    "messages twice": await twice("select body::jsonb->'data'->>'id' as id from deliveries group by 1, webhook having count(*) > 1"),
    "messages missing": await twice(
      `select documents.id from documents cross join webhooks where status <> 'waiting' and not exists (
         select from deliveries where webhook = webhooks.id and body::jsonb->'data'->>'id' = documents.id::text)`,
    ),
  };
  await database.close();
  return result;
}

/** Prints it, and lets the process fail where something is lost, there twice, or missing. */
export function report(result) {
  for (const [what, count] of Object.entries(result)) console.log(`${String(count).padStart(6)}  ${what}`);
  failIf(Object.entries(result).some(([what, count]) => / /.test(what) && count > 0));
}

/** Lets the process fail in the end. */
export function failIf(isBad, sentence) {
  if (!isBad) return;
  if (sentence) console.log(`FAILED: ${sentence}`);
  process.exitCode = 1;
}
