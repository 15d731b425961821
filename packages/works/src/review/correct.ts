import { InputError } from "tenfold";
import { v7 as newId } from "uuid";
import { noteDeed } from "../store/audit.js";
import type { Database } from "../store/database.js";
import { type Announce, tellNobody } from "../store/service-event.js";
import type { Verdict } from "./review-record.js";

export interface Correction {
  readonly field: string;
  readonly reviewer: string;
  readonly verdict: Verdict;
  /** What stands there, where that is something else than was read. */
  readonly text?: string | undefined;
}

/** What a correction is refused for that somebody else's was there before. */
export class TakenError extends InputError {
  override name = "TakenError";
}

/** Signs of a field's text at most. */
const LONGEST = 200;

/**
 * Keeps what somebody says of a field; it is done then. The same said again by the same reviewer, who may not have heard the answer, is the same correction.
 *
 * @returns the correction's id, or undefined where there is no such field
 * @throws InputError when a correction comes without a text, or with one that is too long
 * @throws TakenError when somebody else has it for the moment, or it is done
 */
export async function correct(
  database: Database,
  { field, reviewer, verdict, text }: Correction,
  announce: Announce = tellNobody,
): Promise<string | undefined> {
  checkSaid(verdict, text);
  return database.transaction(async (queries) => {
    const [found] = await queries.query<{ document: string; state: string; taken: boolean; reading: string; read: string }>(
      `select document, state, leased_to <> $2 and leased_until > now() as taken, latest.id as reading, latest.text as read
       from fields join lateral (select id, text from readings where field = $1 order by created desc, id desc limit 1) latest on true
       where fields.id = $1 for update of fields`,
      [field, reviewer],
    );
    if (!found) return undefined;
    const said = verdict === "corrected" && text === found.read ? "right" : verdict;
    if (found.state === "done") {
      const [same] = await queries.query<{ id: string }>(
        `select id from corrections where field = $1 and reviewer = $2 and verdict = $3 and text is not distinct from $4 and undone is null`,
        [field, reviewer, said, said === "corrected" ? (text ?? null) : null],
      );
      if (same) return same.id;
      throw new TakenError("the field is done; undo its correction first");
    }
    if (found.taken) throw new TakenError("somebody else is looking at the field; take the next one");
    const id = newId();
    await queries.query("insert into corrections (id, field, reading, reviewer, verdict, text) values ($1, $2, $3, $4, $5, $6)", [
      id,
      field,
      found.reading,
      reviewer,
      said,
      said === "corrected" ? (text ?? null) : null,
    ]);
    await queries.query("update fields set state = 'done', leased_to = null, leased_until = null where id = $1", [field]);
    await noteDeed(queries, { who: reviewer, what: "corrected", subject: field, detail: { correction: id, verdict: said } });
    const told = { field, correction: id, verdict: said, text: said === "corrected" ? text : said === "right" ? found.read : null };
    await announce(queries, { type: "document.corrected", data: { id: found.document, ...told, reviewer } });
    return id;
  });
}

/** @throws InputError when a correction comes without a text, or with one that is too long */
export function checkSaid(verdict: Verdict, text: string | undefined): void {
  if (verdict === "corrected" && (text === undefined || !/\S/.test(text))) {
    throw new InputError('a field that is corrected has a text; send what stands there, or the verdict "unreadable"');
  }
  if (text !== undefined && (text.length > LONGEST || /[\p{Cc}\p{Cf}]/u.test(text))) {
    throw new InputError(`a field's text is one line of at most ${LONGEST} signs`);
  }
}

/**
 * Takes the reviewer's last correction back: the field is open again, and the reviewer's.
 *
 * @returns the field, or undefined where there is nothing to take back
 */
export async function undoLast(database: Database, reviewer: string, announce: Announce = tellNobody): Promise<string | undefined> {
  return database.transaction(async (queries) => {
    // The field first, as who erases or corrects it does: two that lock in one order do not wait for each other.
    await queries.query(
      `select id from fields where id = (select field from corrections where reviewer = $1 and undone is null order by id desc limit 1) for update`,
      [reviewer],
    );
    const [last] = await queries.query<{ id: string; field: string }>(
      `update corrections set undone = now() where id = (
         select id from corrections where reviewer = $1 and undone is null order by id desc limit 1 for update
       ) and undone is null returning id, field`,
      [reviewer],
    );
    if (!last) return undefined;
    const [field] = await queries.query<{ document: string }>(
      `update fields set state = case when sampled then 'sampled'
           when (select status from readings where readings.field = fields.id order by created desc, id desc limit 1) = 'review' then 'open'
           else 'unasked' end, leased_to = $2, leased_until = now() + interval '60 seconds' where id = $1 returning document`,
      [last.field, reviewer],
    );
    await noteDeed(queries, { who: reviewer, what: "undone", subject: last.field, detail: { correction: last.id } });
    const told = { field: last.field, correction: last.id, verdict: "undone", text: null, reviewer };
    await announce(queries, { type: "document.corrected", data: { id: field?.document, ...told } });
    return last.field;
  });
}
