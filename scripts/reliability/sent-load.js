import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { sharp } from "./clone.js";

/** Clients that send at a time. */
export const CLIENTS = 3;
const pictures = new Map();

/** A picture with digits on it. */
export async function picture(text) {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="240" height="60"><rect width="100%" height="100%" fill="white"/><text x="20" y="45" font-size="42" font-family="sans-serif">${text}</text></svg>`;
  const known = pictures.get(text) ?? (await sharp(Buffer.from(svg)).png().toBuffer());
  pictures.set(text, known);
  return known;
}

/** Reads a picture while one waits. @returns the status, and how long it took in milliseconds; "none" where nobody answered */
export async function readOnce({ address }, body) {
  const began = performance.now();
  const headers = { "content-type": "image/png" };
  const status = await fetch(`${address}/v1/read?effort=fast`, { method: "POST", headers, body }).then(
    async (response) => {
      await response.arrayBuffer();
      return response.status;
    },
    () => "none",
  );
  return { status, ms: performance.now() - began };
}

/** Documents and corrections, sent as programs and people would, and which of them were acknowledged. */
export function makeLoad() {
  const [documents, corrections] = [new Map(), new Map()];
  let number = 0;
  const send = async ({ address }, body, key = randomUUID()) => {
    const headers = { "content-type": "image/png", "idempotency-key": key };
    // Who hears nothing sends again, under the same key.
    for (let tries = 0; tries < 2; tries++) {
      const response = await fetch(`${address}/v1/documents?field=us-zip&name=${key}`, { method: "POST", headers, body }).catch(
        () => undefined,
      );
      const answer = await response?.json().catch(() => ({}));
      if (response?.status === 202) documents.set(key, answer.id);
      if (response) return response.status;
    }
    return "none";
  };
  const correct = async ({ address }) => {
    const asked = await fetch(`${address}/v1/review/next?count=2`).catch(() => undefined);
    const { fields = [] } = asked?.ok ? await asked.json().catch(() => ({})) : {};
    for (const { id } of fields) {
      const body = JSON.stringify({ verdict: "corrected", text: "27182" });
      const headers = { "content-type": "application/json" };
      const response = await fetch(`${address}/v1/fields/${id}/corrections`, { method: "POST", headers, body }).catch(() => undefined);
      const answer = await response?.json().catch(() => ({}));
      if (response?.status === 201) corrections.set(answer.id, id);
    }
  };
  return {
    documents,
    corrections,
    send,
    async watch({ address }) {
      // Nobody listens there: what counts is that each document has one message.
      const body = JSON.stringify({ url: "http://127.0.0.1:9/", events: ["document.read", "document.failed"] });
      await fetch(`${address}/v1/webhooks`, { method: "POST", headers: { "content-type": "application/json" }, body });
    },
    /** Waits until a document more was acknowledged, or so long. */
    async acknowledgedMore(ms) {
      const [before, began] = [documents.size, performance.now()];
      while (documents.size === before && performance.now() - began < ms) await sleep(20);
    },
    begin(service) {
      let isOver = false;
      const client = async (deed) => {
        while (!isOver) await Promise.all([deed(), sleep(150)]);
      };
      // One in three is a picture with six digits, which are no postal code, so that it waits for review.
      const document = async () => send(service, ++number % 3 === 0 ? await picture("271828") : Buffer.from(`no picture ${number}`));
      const clients = [...Array.from({ length: CLIENTS }, () => client(document)), client(() => correct(service))];
      return async () => {
        isOver = true;
        await Promise.all(clients);
      };
    },
  };
}
