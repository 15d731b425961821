import { v7 as newId } from "uuid";
import type { Queries } from "../store/database.js";
import type { EventType, ServiceEvent } from "../store/service-event.js";

/** A message for a webhook, and what has become of it. */
export interface Delivery {
  readonly id: string;
  readonly webhook: string;
  readonly event: EventType;
  readonly status: "waiting" | "delivered" | "dead";
  readonly tries: number;
  /** What the last try was answered, or why it was not. */
  readonly answer: number | null;
  readonly error: string | null;
  readonly created: Date;
  readonly tried: Date | null;
}

/** The same with what is sent, and where. */
export interface Message extends Delivery {
  readonly body: string;
  readonly url: string;
  readonly secret: string;
  readonly disabled: Date | null;
}

const COLUMNS = ["id", "webhook", "event", "status", "tries", "answer", "error", "created", "tried"]
  .map((name) => `deliveries.${name}`)
  .join(", ");

/**
 * Keeps a message for each webhook that is told of such events. Its bytes stay the same however often it is sent.
 *
 * @returns their ids, and whose each is
 */
export async function recordDeliveries(queries: Queries, { type, data }: ServiceEvent): Promise<Pick<Delivery, "id" | "webhook">[]> {
  // One that is erased meanwhile is waited for, by who erases it: what is told of is not to fail for it.
  const webhooks = await queries.query<{ id: string }>(
    "select id from webhooks where disabled is null and events ? $1 order by id for key share",
    [type],
  );
  const made: Pick<Delivery, "id" | "webhook">[] = [];
  for (const webhook of webhooks) {
    const id = newId();
    const body = JSON.stringify({ type, timestamp: new Date().toISOString(), data });
    const about = type.startsWith("document.") ? (data.id ?? null) : null;
    const values = [id, webhook.id, type, body, about];
    await queries.query("insert into deliveries (id, webhook, event, body, about) values ($1, $2, $3, $4, $5)", values);
    made.push({ id, webhook: webhook.id });
  }
  return made;
}

export async function messageOf(queries: Queries, id: string): Promise<Message | undefined> {
  const [found] = await queries.query<Message>(
    `select ${COLUMNS}, body, url, secret, disabled from deliveries join webhooks on webhooks.id = webhook where deliveries.id = $1`,
    [id],
  );
  return found;
}

/**
 * A webhook's messages, the newest first.
 *
 * @param before the id that the page before ended with
 */
export function listDeliveries(
  queries: Queries,
  webhook: string,
  { limit, before, status }: { readonly limit: number; readonly before?: string | undefined; readonly status?: string | undefined },
): Promise<Delivery[]> {
  return queries.query<Delivery>(
    `select ${COLUMNS} from deliveries where webhook = $1 and ($2::uuid is null or id < $2) and ($3::text is null or status = $3)
     order by id desc limit $4`,
    [webhook, before ?? null, status ?? null, limit],
  );
}

/** Notes how a try has ended. */
export async function noteTry(
  queries: Queries,
  id: string,
  {
    status,
    answer = null,
    error = null,
  }: { readonly status: Delivery["status"]; readonly answer?: number | null; readonly error?: string | null },
): Promise<void> {
  await queries.query("update deliveries set tries = tries + 1, tried = now(), status = $2, answer = $3, error = $4 where id = $1", [
    id,
    status,
    answer,
    error,
  ]);
}

/** Gives a message up that was tried in vain. */
export async function giveUp(queries: Queries, id: string): Promise<void> {
  await queries.query("update deliveries set status = 'dead' where id = $1 and status = 'waiting'", [id]);
}

/** Opens a message that has ended, so that it may be sent again. @returns whether there is such a one */
export async function reopen(queries: Queries, webhook: string, id: string): Promise<boolean> {
  const opened = await queries.query(
    "update deliveries set status = 'waiting' where id = $1 and webhook = $2 and status <> 'waiting' returning id",
    [id, webhook],
  );
  return opened.length > 0;
}

/** Tells a webhook no more, as it has asked for. */
export async function disable(queries: Queries, webhook: string): Promise<void> {
  await queries.query("update webhooks set disabled = now() where id = $1 and disabled is null", [webhook]);
}

/**
 * Erases messages that have ended so many days ago or more, some at a time, so that nobody waits long for it.
 *
 * @returns how many
 */
export async function pruneDeliveries(queries: Queries, days: number): Promise<number> {
  for (let all = 0; ; ) {
    const gone = await queries.query(
      `delete from deliveries where id in (
         select id from deliveries where status <> 'waiting' and created < now() - make_interval(days => $1) limit ${SOME}
       ) returning id`,
      [days],
    );
    all += gone.length;
    if (gone.length < SOME) return all;
  }
}

const SOME = 1000;
