import { createHmac, randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { recordFailure } from "tenfold-works/store";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { hasPostgres, type TestPostgres, testPostgres } from "../../works/test/test-postgres.js";
import { type TestService, testService } from "./test-service.js";

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

describe.each([
  ["embedded", true],
  ["server", hasPostgres],
] as const)("webhooks over a database that is %s", (kind, isThere) => {
  let service: TestService;
  let postgres: TestPostgres | undefined;
  let target: Server;
  let url: string;
  let received: Received[] = [];
  /** What the target answers; 0 is nothing at all. */
  let answer = 204;

  beforeAll(async () => {
    if (!isThere) return;
    postgres = kind === "server" ? await testPostgres() : undefined;
    service = await testService({ address: postgres?.address });
    target = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        received.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
        if (answer === 302) response.setHeader("location", "/elsewhere");
        if (answer === 200)
          response.write(Buffer.alloc(1_000_000)); // and does not end
        else if (answer > 0) response.writeHead(answer).end();
      });
    }).listen(0, "127.0.0.1");
    await once(target, "listening");
    url = `http://127.0.0.1:${(target.address() as AddressInfo).port}/told?by=tenfold`;
  }, 120_000);
  beforeEach(() => {
    received = [];
    answer = 204;
  });
  afterAll(async () => {
    if (!isThere) return;
    target.closeAllConnections();
    target.close();
    await service.end();
    await postgres?.end();
  });

  const make = async (more: object = {}) =>
    (await service.ask({ method: "POST", url: "/v1/webhooks", payload: { url, ...more } })).json() as { id: string; secret: string };
  const deliveries = async (id: string, query = "") =>
    (await service.ask({ url: `/v1/webhooks/${id}/deliveries${query}` })).json().deliveries as Record<string, unknown>[];
  const erase = (id: string) => service.ask({ method: "DELETE", url: `/v1/webhooks/${id}` });
  /** Says of a document that waits that it cannot be read, as the jobs do: quicker than reading one. */
  const fail = async (error: string) => {
    const id = randomUUID();
    const content = randomUUID();
    await service.database.query("insert into contents (sha256, bytes) values ($1, '')", [content]);
    await service.database.query(
      "insert into documents (id, sha256, name, mime, size, status, settings, source) values ($1, $2, 'a.png', '', 0, 'waiting', '{}', '')",
      [id, content],
    );
    await recordFailure(service.database, id, error, service.announce);
    return id;
  };

  it.skipIf(!isThere)("are told what was read, signed with a secret that is shown once", async () => {
    const { id, secret } = await make({ events: ["document.read"] });
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const listed = (await service.ask({ url: "/v1/webhooks" })).json().webhooks;
    expect(listed).toEqual([{ id, url, events: ["document.read"], created: expect.any(String), disabled: null }]);
    await fail("of which this one is not told");
    const sent = await service.ask({
      method: "POST",
      url: "/v1/documents?name=no.png",
      headers: { "content-type": "application/octet-stream" },
      payload: Buffer.from("no picture"),
    });
    await expect.poll(() => received.length).toBe(1);
    const [{ headers, body } = { headers: {}, body: "" }] = received;
    const { type, timestamp, data } = JSON.parse(body);
    expect(type).toBe("document.read");
    expect(Math.abs(Date.now() - Date.parse(timestamp))).toBeLessThan(60_000);
    expect(data).toEqual({
      ...{ id: sent.json().id, name: "no.png", batch: null },
      ...{ pages: 1, unreadPages: 1, fields: 0, toReview: 0 },
    });
    const [{ "webhook-id": message, "webhook-timestamp": at } = {} as IncomingHttpHeaders] = [headers];
    const key = Buffer.from(secret.slice(6), "base64");
    expect(headers["webhook-signature"]).toBe(`v1,${createHmac("sha256", key).update(`${message}.${at}.${body}`).digest("base64")}`);
    expect(headers["content-type"]).toBe("application/json");
    await expect.poll(async () => (await deliveries(id))[0]?.status).toBe("delivered");
    expect(await deliveries(id)).toMatchObject([{ id: message, webhook: id, event: "document.read", tries: 1, answer: 204, error: null }]);
    expect((await erase(id)).statusCode).toBe(204);
    expect((await erase(id)).statusCode).toBe(404);
    expect((await service.ask({ url: `/v1/webhooks/${id}/deliveries` })).statusCode).toBe(404);
  });

  it.skipIf(!isThere)("are sent again while their target is down, given up in the end, and sent again when asked", async () => {
    const { id } = await make();
    answer = 500;
    const document = await fail("it is torn");
    await expect.poll(async () => (await deliveries(id, "?status=dead")).length, { timeout: 50_000 }).toBe(1);
    const [dead] = await deliveries(id);
    expect(dead).toMatchObject({ event: "document.failed", tries: 3, answer: 500 });
    expect(received).toHaveLength(3);
    expect(new Set(received.map(({ body }) => body)).size).toBe(1); // the same bytes under the same id
    expect(new Set(received.map(({ headers }) => headers["webhook-id"]))).toEqual(new Set([dead?.id]));
    expect(JSON.parse(received[0]?.body ?? "").data).toEqual({ id: document, name: "a.png", batch: null, error: "it is torn" });
    answer = 204;
    const again = `/v1/webhooks/${id}/deliveries/${dead?.id}/retry`;
    expect((await service.ask({ method: "POST", url: again })).statusCode).toBe(202);
    await expect.poll(async () => (await deliveries(id))[0]?.status).toBe("delivered");
    expect((await service.ask({ method: "POST", url: again.replace(String(dead?.id), randomUUID()) })).statusCode).toBe(404);
    await erase(id);
  });

  it.skipIf(!isThere)("are not waited for when slow, not read beyond a little, and not followed elsewhere", async () => {
    const { id } = await make();
    answer = 200;
    await fail("endless");
    await expect.poll(async () => (await deliveries(id))[0]?.status).toBe("delivered");
    answer = 0;
    await fail("slow");
    await expect.poll(async () => (await deliveries(id))[0]?.error).toBe("it did not answer within 1 s");
    answer = 302;
    await expect.poll(async () => (await deliveries(id))[0]?.answer).toBe(302);
    answer = 204;
    await expect.poll(async () => (await deliveries(id))[0]?.status).toBe("delivered");
    await erase(id);
  });

  it.skipIf(!isThere)("are told no more once they have answered 410", async () => {
    const { id } = await make();
    answer = 410;
    await fail("the last one");
    await expect.poll(async () => (await deliveries(id))[0]).toMatchObject({ status: "dead", tries: 1, answer: 410 });
    await fail("of which nobody is told");
    expect(await deliveries(id)).toHaveLength(1);
    const [{ disabled }] = (await service.ask({ url: "/v1/webhooks" })).json().webhooks;
    expect(disabled).toEqual(expect.any(String));
    await erase(id);
  });

  it.skipIf(!isThere)("have their message if what it tells is there, and not otherwise", async () => {
    const { id } = await make();
    const undone = service.database.transaction(async (queries) => {
      await service.announce(queries, { type: "batch.finished", data: {} });
      throw new Error("no");
    });
    await expect(undone).rejects.toThrow("no");
    expect(await deliveries(id)).toEqual([]);
    await erase(id);
  });

  it.skipIf(!isThere)("may be erased while something is told: neither fails for the other", async () => {
    const { id } = await make();
    let erased: ReturnType<typeof erase> | undefined;
    await service.database.transaction(async (queries) => {
      const asking: typeof queries = {
        async query<Row extends object>(sql: string, values?: readonly unknown[]) {
          const rows = await queries.query<Row>(sql, values);
          if (!erased && sql.includes("from webhooks")) {
            erased = erase(id);
            void erased.catch(() => {});
            await new Promise((done) => setTimeout(done, 300)); // it would be gone by now, if it did not wait
          }
          return rows;
        },
      };
      await service.announce(asking, { type: "batch.finished", data: {} });
    });
    expect((await erased)?.statusCode).toBe(204);
  });

  it.skipIf(!isThere)("keep nothing of a document that is erased", async () => {
    const { id } = await make();
    const document = await fail("of which nobody shall know");
    await fail("of another one");
    await expect.poll(async () => (await deliveries(id, "?status=delivered")).length).toBe(2);
    expect((await service.ask({ method: "DELETE", url: `/v1/documents/${document}` })).statusCode).toBe(204);
    const left = await service.database.query<{ body: string }>("select body from deliveries where webhook = $1", [id]);
    expect(left.map(({ body }) => JSON.parse(body).data.error)).toEqual(["of another one"]);
    await erase(id);
  });

  it.skipIf(!isThere).each([
    ["no address", { url: "told" }, 422, "begins with https:// or http://"],
    ["a file", { url: "file:///etc/passwd" }, 422, "begins with https:// or http://"],
    ["a password", { url: "https://me:secret@example.com/" }, 422, "no user name and password"],
    [
      "an unknown event",
      { url: "https://example.com/", events: ["document.eaten"] },
      400,
      "is none of what may stand there: document.read, document.failed, document.corrected, batch.finished",
    ],
  ])("refuse %s", async (_, payload, status, detail) => {
    const response = await service.ask({ method: "POST", url: "/v1/webhooks", payload });
    expect(response.json()).toMatchObject({ status, detail: expect.stringContaining(detail) });
  });
});
