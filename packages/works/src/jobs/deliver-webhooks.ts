import type { Database } from "../store/database.js";
import type { Announce } from "../store/service-event.js";
import { disable, giveUp, messageOf, noteTry, recordDeliveries, reopen } from "../webhooks/deliveries.js";
import { postMessage } from "../webhooks/post-message.js";
import { signatureOf } from "../webhooks/signature.js";
import { MOST_WEBHOOKS } from "../webhooks/webhooks.js";
import { type JobData, type JobQueue, TryAgain } from "./job-queue.js";

export interface WebhookWork {
  readonly database: Database;
  readonly jobs: JobQueue;
  /** Whether addresses of this machine and of private networks may be sent to. */
  readonly allowPrivate: boolean;
  /** Milliseconds until a target has to have answered; 15 seconds unless told. */
  readonly timeoutMs?: number | undefined;
}

/** What a target answers that wants no more messages. */
const GONE = 410;

/** Tells webhooks: each gets a message and a job that sends it, in the transaction of what is told. */
export function announceTo(jobs: Pick<JobQueue, "send">): Announce {
  return async (queries, event) => {
    for (const { id, webhook } of await recordDeliveries(queries, event)) await jobs.send("webhook", { id }, queries, { group: webhook });
  };
}

/** Sends a message again that has ended. @returns whether there is such a one */
export function sendAgain({ database, jobs }: Pick<WebhookWork, "database" | "jobs">, webhook: string, id: string): Promise<boolean> {
  return database.transaction(async (queries) => {
    const isThere = await reopen(queries, webhook, id);
    if (isThere) await jobs.send("webhook", { id }, queries, { group: webhook });
    return isThere;
  });
}

/**
 * Sends the messages that wait, now and from now on: to a target one at a time, in their order, as long as each is taken. What is not answered with 2xx is tried
 * again, ever later, while those after it go on, and given up in the end. A kill between a target's answer and the note of it sends a message twice, under the same id.
 *
 * Source: Standard Webhooks 1.0
 */
export async function workAtWebhooks({ database, jobs, allowPrivate, timeoutMs = 15_000 }: WebhookWork): Promise<void> {
  const send = async ({ id }: JobData) => {
    const message = await messageOf(database, id);
    if (message?.status !== "waiting") return; // the webhook was erased, or it was delivered before a kill
    if (message.disabled) return giveUp(database, id);
    const { url, secret, body, webhook } = message;
    const timestamp = Math.floor(Date.now() / 1000);
    const headers = {
      "content-type": "application/json",
      "content-length": String(Buffer.byteLength(body)),
      "user-agent": "tenfold",
      "webhook-id": id,
      "webhook-timestamp": String(timestamp),
      "webhook-signature": signatureOf(secret, { id, timestamp, body }),
    };
    const { answer, error } = await postMessage(url, { headers, body, allowPrivate, timeoutMs }).then(
      (answer) => ({ answer, error: undefined }),
      (error: Error) => ({ answer: undefined, error: error.message }),
    );
    const isTaken = answer !== undefined && answer >= 200 && answer < 300;
    await noteTry(database, id, { status: isTaken ? "delivered" : "waiting", answer: answer ?? null, error: error ?? null });
    if (answer === GONE) await disable(database, webhook);
    if (answer === GONE) await giveUp(database, id);
    else if (!isTaken) throw new TryAgain(error ?? `the webhook's target answers ${answer}`);
  };
  // One to a target at a time, and to all of them at once: a slow one holds up itself alone.
  jobs.work("webhook", MOST_WEBHOOKS, send, { oneOfAGroup: true });
  await jobs.onGivenUp("webhook", ({ id }) => giveUp(database, id));
}
