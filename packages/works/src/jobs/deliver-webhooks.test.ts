import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { databaseKinds, usesDatabase } from "../../test/test-database.js";
import type { Database } from "../store/database.js";
import { addWebhook, eraseWebhook } from "../webhooks/webhooks.js";
import { announceTo, workAtWebhooks } from "./deliver-webhooks.js";
import { type JobQueue, openJobs } from "./job-queue.js";

describe.each(databaseKinds)("messages to webhooks over a database that is %s", (kind, isThere) => {
  let database: Database;
  let jobs: JobQueue;
  usesDatabase(kind, isThere, (opened) => {
    database = opened.database;
  });
  beforeAll(async () => {
    if (!isThere) return;
    jobs = await openJobs(database, { onError: () => {}, webhooks: { retryLimit: 3, retryDelay: 1 } });
    await workAtWebhooks({ database, jobs, allowPrivate: true });
  }, 120_000);
  afterAll(() => jobs?.stop());

  /** A target that keeps what it gets, and answers when told. */
  async function target(answer: (response: ServerResponse, count: number) => void) {
    const got: number[] = [];
    let [open, most] = [0, 0];
    const server = createServer(async (request, response) => {
      most = Math.max(most, ++open);
      response.on("close", () => open--);
      const chunks = await request.toArray();
      got.push(JSON.parse(Buffer.concat(chunks).toString()).data.at);
      answer(response, got.length);
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const { id } = await addWebhook(database, { url, events: ["batch.finished"], allowPrivate: true, who: "ann" });
    const end = async () => {
      await eraseWebhook(database, id, "ann");
      server.closeAllConnections();
      server.close();
    };
    return { got, mostAtOnce: () => most, end };
  }
  const tell = async (at: number) => {
    const announce = announceTo(jobs);
    await database.transaction((queries) => announce(queries, { type: "batch.finished", data: { at } }));
  };
  const COUNT = 12;
  const inOrder = Array.from({ length: COUNT }, (_, at) => at);

  it.skipIf(!isThere)("go to a quick target in their order while a slow one answers none, one at a time to each", async () => {
    const held: ServerResponse[] = [];
    const slow = await target((response) => void held.push(response));
    const quick = await target((response) => response.writeHead(204).end());
    for (const at of inOrder) await tell(at);
    await expect.poll(() => quick.got, { timeout: 30_000 }).toEqual(inOrder);
    expect(slow.got).toEqual([0]);
    for (let at = 1; at < COUNT; at++) {
      held.shift()?.writeHead(204).end();
      await expect.poll(() => slow.got.length, { timeout: 10_000 }).toBe(at + 1);
    }
    held.shift()?.writeHead(204).end();
    expect(slow.got).toEqual(inOrder);
    expect([slow.mostAtOnce(), quick.mostAtOnce()]).toEqual([1, 1]);
    await slow.end();
    await quick.end();
  });

  it.skipIf(!isThere)("are tried again while those after them go on", async () => {
    const once = await target((response, count) => response.writeHead(count === 1 ? 500 : 204).end());
    for (const at of [0, 1, 2]) await tell(at);
    await expect.poll(() => once.got, { timeout: 30_000 }).toEqual([0, 1, 2, 0]);
    expect(once.mostAtOnce()).toBe(1);
    await once.end();
  });
});
