import { randomUUID } from "node:crypto";
import { noteMachine } from "tenfold-works/machines";
import { addKey } from "tenfold-works/store";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasPostgres, type TestPostgres, testPostgres } from "../../works/test/test-postgres.js";
import { type TestService, testService } from "./test-service.js";

const octets = { "content-type": "application/octet-stream" };

describe.each([
  ["embedded", true],
  ["server", hasPostgres],
] as const)("batches over a database that is %s", (kind, isThere) => {
  let service: TestService;
  let postgres: TestPostgres | undefined;

  beforeAll(async () => {
    if (!isThere) return;
    postgres = kind === "server" ? await testPostgres() : undefined;
    service = await testService({ address: postgres?.address });
  }, 120_000);
  afterAll(async () => {
    if (!isThere) return;
    await service.end();
    await postgres?.end();
  });

  const post = (url: string, payload?: object) => service.ask({ method: "POST", url, ...(payload && { payload }) });
  /** A file that is none takes no reader's time, and is read all the same. */
  const send = (batch: string, name: string, headers: object = {}) =>
    service.ask({
      method: "POST",
      url: `/v1/documents?batch=${batch}&name=${name}`,
      headers: { ...octets, ...headers },
      payload: Buffer.from(`no picture ${name}`),
    });
  const stateOf = async (id: string) => (await service.ask({ url: `/v1/batches/${id}` })).json();
  /** Takes all of the queue's jobs away, as if no reader had come to them yet. */
  const withoutReaders = () => service.database.query("delete from jobs.job where name = 'read'");

  it.skipIf(!isThere)("are seen in queues, beside who works at them", async () => {
    const notes = await noteMachine(service.database, { kinds: ["read"], readers: service.readers, pid: 42, onError: () => {} });
    const told = (await service.ask({ url: "/v1/machines" })).json();
    expect(told.machines).toMatchObject([{ pid: 42, state: "working", readers: 1, documents: 0, told: null }]);
    expect(told.queues.map(({ kind }: { kind: string }) => kind)).toContain("read");
    await notes.end();
    const { body } = await service.ask({ url: "/metrics" });
    expect(body).toContain('tenfold_workers{state="ended"} 1\n');
    expect(body).toMatch(/tenfold_worker_documents_total\{worker=".+:42"\} 0\n/);
    expect(body).toContain('tenfold_queue_jobs{kind="read",state="waiting"} 0\n');
  });

  it.skipIf(!isThere)("count what is in them, give it line by line, and are finished once they are closed and nothing waits", async () => {
    const made = await post("/v1/batches", { name: "Monday's mail" });
    const { id } = made.json();
    expect([made.statusCode, made.headers.location]).toEqual([201, `/v1/batches/${id}`]);
    expect(made.json()).toMatchObject({ name: "Monday's mail", state: "open", documents: 0, waiting: 0, toReview: 0, finished: null });
    const names = Array.from({ length: 23 }, (_, at) => `page-${at}.png`);
    for (const name of names) expect((await send(id, name)).statusCode).toBe(202);
    expect((await send(id, "again.png", { "idempotency-key": "k" })).json()).toEqual(
      (await send(id, "again.png", { "idempotency-key": "k" })).json(),
    );
    await expect.poll(async () => (await stateOf(id)).read).toBe(24);
    expect((await stateOf(id)).state).toBe("open");
    expect((await post(`/v1/batches/${id}/close`)).json()).toMatchObject({
      state: "finished",
      documents: 24,
      read: 24,
      waiting: 0,
      reading: 0,
    });
    expect((await send(id, "late.png")).json()).toMatchObject({ status: 409, errors: [{ pointer: "#/query/batch" }] });
    const lines = (await service.ask({ url: `/v1/batches/${id}/results.jsonl` })).body.trimEnd().split("\n");
    const pages = lines.map((line) => JSON.parse(line) as { file: string; document: string; error: string });
    expect(pages.map(({ file }) => file)).toEqual([...names, "again.png"]);
    expect(pages[0]).toEqual({ file: "page-0.png", document: expect.any(String), error: expect.stringContaining("holds text") });
    const listed = (await service.ask({ url: `/v1/documents?batch=${id}&limit=500` })).json().documents;
    expect(listed).toHaveLength(24);
    expect((await service.ask({ url: "/v1/batches?limit=1" })).json().batches).toMatchObject([{ id, state: "finished" }]);
  });

  it.skipIf(!isThere)("are finished by the last of their documents, and told of once", async () => {
    const told: unknown[] = [];
    const { id: webhook } = (await post("/v1/webhooks", { url: "http://127.0.0.1:1/", events: ["batch.finished"] })).json();
    const { id } = (await post("/v1/batches")).json();
    for (const name of ["a", "b", "c"]) await send(id, name);
    await post(`/v1/batches/${id}/close`);
    await expect.poll(async () => (await stateOf(id)).state).toBe("finished");
    const rows = await service.database.query<{ body: string }>("select body from deliveries where webhook = $1", [webhook]);
    told.push(...rows.map(({ body }) => JSON.parse(body)));
    expect(told).toMatchObject([{ type: "batch.finished", data: { id, documents: 3, read: 3, failed: 0 } }]);
    await service.ask({ method: "DELETE", url: `/v1/webhooks/${webhook}` });
  });

  it.skipIf(!isThere)(
    "leave what waits unread when they are cancelled, and are finished where the last one that waits is erased",
    async () => {
      const [cancelled, erased] = [(await post("/v1/batches")).json().id, (await post("/v1/batches")).json().id];
      const insert = async (batch: string) => {
        const id = randomUUID();
        await service.database.query("insert into contents (sha256, bytes) values ($1, '')", [id]);
        await service.database.query(
          `insert into documents (id, sha256, name, mime, size, status, settings, source, batch) values ($1, $2, 'a', '', 0, 'waiting', '{}', '', $3)`,
          [id, id, batch],
        );
        return id;
      };
      const [one, other] = [await insert(cancelled), await insert(erased)];
      expect((await post(`/v1/batches/${cancelled}/cancel`)).json()).toMatchObject({ state: "cancelled", waiting: 0, cancelled: 1 });
      expect((await service.ask({ url: `/v1/documents/${one}` })).json().status).toBe("cancelled");
      expect((await service.ask({ url: `/v1/documents/${one}/result.json` })).json()).toMatchObject({ status: 409 });
      expect((await post(`/v1/batches/${cancelled}/close`)).json().state).toBe("cancelled");
      expect((await post(`/v1/batches/${erased}/close`)).json()).toMatchObject({ state: "closed", waiting: 1 });
      await service.ask({ method: "DELETE", url: `/v1/documents/${other}` });
      expect(await stateOf(erased)).toMatchObject({ state: "finished", documents: 0 });
      await withoutReaders();
    },
  );

  it.skipIf(!isThere)("are closed and cancelled by who began them, and by admins", async () => {
    const keyed = async (name: string, scope: "read" | "review" | "admin") => {
      const authorization = `Bearer ${await addKey(service.database, { name, scope })}`;
      return async (url: string) => {
        const { statusCode, json } = await service.ask({ method: "POST", url, headers: { authorization }, remoteAddress: "192.0.2.7" });
        return { statusCode, ...(json() as { id: string; detail: string; state: string }) };
      };
    };
    const [own, other, admin] = [await keyed("own", "read"), await keyed("other", "review"), await keyed("boss", "admin")];
    const [one, two, three] = [await own("/v1/batches"), await own("/v1/batches"), (await post("/v1/batches")).json()];
    for (const deed of ["close", "cancel"]) {
      expect(await other(`/v1/batches/${one.id}/${deed}`)).toMatchObject({
        statusCode: 403,
        detail: `the batch was begun by another; who began it may ${deed} it, or a key of scope admin`,
      });
    }
    expect(await own(`/v1/batches/${one.id}/close`)).toMatchObject({ statusCode: 200, state: "finished" });
    expect(await admin(`/v1/batches/${two.id}/cancel`)).toMatchObject({ statusCode: 200, state: "cancelled" });
    expect((await own(`/v1/batches/${three.id}/close`)).statusCode).toBe(403);
  });

  it.skipIf(!isThere).each([
    ["GET", "/v1/batches/01a22a0b-8bc5-7742-8f39-d81d257fd773", 404],
    ["POST", "/v1/batches/01a22a0b-8bc5-7742-8f39-d81d257fd773/close", 404],
    ["POST", "/v1/batches/01a22a0b-8bc5-7742-8f39-d81d257fd773/cancel", 404],
    ["GET", "/v1/batches/01a22a0b-8bc5-7742-8f39-d81d257fd773/results.jsonl", 404],
    ["GET", "/v1/batches/monday", 400],
  ] as const)("that are not there are told: %s %s", async (method, url, status) => {
    expect((await service.ask({ method, url })).statusCode).toBe(status);
  });

  it.skipIf(!isThere)("take no document that names another one", async () => {
    expect((await send("01a22a0b-8bc5-7742-8f39-d81d257fd773", "a")).json()).toMatchObject({
      status: 404,
      errors: [{ pointer: "#/query/batch" }],
    });
  });
});
