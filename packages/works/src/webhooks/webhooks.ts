import { isIP } from "node:net";
import { InputError } from "tenfold";
import { v7 as newId } from "uuid";
import { noteDeed } from "../store/audit.js";
import type { Database, Queries } from "../store/database.js";
import { type EventType, eventTypes } from "../store/service-event.js";
import { isPublicAddress } from "./public-address.js";
import { newSecret } from "./signature.js";

/** An address that is told of events; its secret is shown where it is made, and nowhere else. */
export interface Webhook {
  readonly id: string;
  readonly url: string;
  readonly events: readonly EventType[];
  readonly created: Date;
  /** Since when it is told no more, as it has answered 410 Gone. */
  readonly disabled: Date | null;
}

export interface NewWebhook {
  readonly url: string;
  /** All, unless told. */
  readonly events?: readonly EventType[] | undefined;
  /** Whether it may be an address of this machine or of a private network. */
  readonly allowPrivate: boolean;
  /** Who makes it, for the audit. */
  readonly who: string;
}

/** So many addresses are told of every event at most. */
export const MOST_WEBHOOKS = 100;
const LONGEST_URL = 2000;
const COLUMNS = "id, url, events, created, disabled";

/**
 * Makes a webhook.
 *
 * @returns it, with its secret, which is not shown again
 * @throws InputError when its address is none that is sent to, or there are too many
 */
export async function addWebhook(
  database: Database,
  { url, events = eventTypes, allowPrivate, who }: NewWebhook,
): Promise<Webhook & { readonly secret: string }> {
  const address = checkedAddress(url, allowPrivate);
  return database.transaction(async (queries) => {
    const [row] = await queries.query<{ count: number }>("select count(*)::int as count from webhooks");
    if ((row?.count ?? 0) >= MOST_WEBHOOKS)
      throw new InputError(`there are ${MOST_WEBHOOKS} webhooks already; erase one that is not needed`);
    const [made] = await queries.query<Webhook & { readonly secret: string }>(
      `insert into webhooks (id, url, events, secret) values ($1, $2, $3, $4) returning ${COLUMNS}, secret`,
      [newId(), address, JSON.stringify([...new Set(events)]), newSecret()],
    );
    await noteDeed(queries, { who, what: "webhook made", subject: (made as Webhook).id });
    return made as Webhook & { readonly secret: string };
  });
}

/** All webhooks, the newest first. */
export function listWebhooks(queries: Queries): Promise<Webhook[]> {
  return queries.query<Webhook>(`select ${COLUMNS} from webhooks order by id desc`);
}

/** @returns whether there was such a webhook; what it was not told yet it is not told */
export async function eraseWebhook(database: Database, id: string, who: string): Promise<boolean> {
  return database.transaction(async (queries) => {
    const gone = await queries.query("delete from webhooks where id = $1 returning id", [id]);
    if (gone.length > 0) await noteDeed(queries, { who, what: "webhook erased", subject: id });
    return gone.length > 0;
  });
}

function checkedAddress(text: string, allowPrivate: boolean): string {
  const url = URL.canParse(text) && text.length <= LONGEST_URL ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol))
    throw new InputError("a webhook's address begins with https:// or http://, and has at most 2000 signs");
  if (url.username || url.password)
    throw new InputError("a webhook's address has no user name and password; messages are signed, and so prove where they come from");
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1").replace(/\.$/, "");
  const isHere = host === "localhost" || host.endsWith(".localhost") || (isIP(host) > 0 && !isPublicAddress(host));
  if (isHere && !allowPrivate)
    throw new InputError(`${host} is an address of this machine or of a private network; tenfold serve --private-webhooks allows those`);
  url.hash = "";
  return url.href;
}
