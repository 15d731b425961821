import type { DocumentPage } from "tenfold/document";
import { openJobs } from "tenfold-works/jobs";
import {
  addDocument,
  addKey,
  bytesOf,
  type Database,
  documentOf,
  eraseDocument,
  KeyReusedError,
  keepReadings,
  keyOf,
  listDocuments,
  listKeys,
  openDatabase,
  pagesOf,
  revokeKey,
  tellNobody,
} from "tenfold-works/store";
import { describe, expect, it } from "vitest";
import { correct, TakenError, undoLast } from "../src/review/correct.js";
import { nextFields } from "../src/review/next-fields.js";
import { reviewStats } from "../src/review/review-stats.js";
import { migrations } from "../src/store/migrations.js";
import { databaseKinds, usesDatabase } from "./test-database.js";
import type { TestPostgres } from "./test-postgres.js";

const model = { name: "reader", content: "12345678" };
const engine = { name: "tenfold", version: "0.1.0", build: "relaxed" } as const;
const string = (text: string, confidence: number, status: "accepted" | "review") => ({
  ...{ text, confidence, status, reasons: status === "review" ? ["why"] : [], box: { left: 1, top: 2, right: 3, bottom: 4 } },
  ...{ digits: [], alternatives: [] },
});
const page = (...strings: ReturnType<typeof string>[]): DocumentPage => ({
  ...{ file: "a.png", page: 1, pages: 1, width: 10, height: 20, grids: [], strings },
});

describe.each(databaseKinds)("a database that is %s", (kind, isThere) => {
  let database: Database;
  let folder: string;
  let postgres: TestPostgres | undefined;
  usesDatabase(kind, isThere, (opened) => {
    database = opened.database;
    folder = opened.folder;
    postgres = opened.postgres;
  });

  const send = (name: string, more: { readonly bytes?: Uint8Array; readonly idempotencyKey?: string } = {}) =>
    addDocument(
      database,
      { ...{ name, mime: "image/png", bytes: new Uint8Array([1, 2, 3]), settings: {}, source: "http", owner: "me" }, ...more },
      async () => {},
    );

  /** @returns whether it was kept */
  const recordReading = (id: string, pages: readonly DocumentPage[]) =>
    database.transaction(async (queries) => {
      const read = [{ id, pages, maxError: 0.005 }];
      return (await keepReadings(queries, read, { model, engine }, tellNobody)) > 0;
    });

  it.skipIf(!isThere)("takes its tables once, and knows itself when it is opened again", async () => {
    expect(database.kind).toBe(kind);
    const done = migrations.map((_, at) => ({ number: at + 1 }));
    expect(await database.query("select number from migrations order by number")).toEqual(done);
    if (postgres) {
      const [one, other] = await Promise.all([1, 2].map(() => openDatabase({ folder, address: postgres?.address })));
      expect(await one?.query("select number from migrations order by number")).toEqual(done);
      await Promise.all([one?.close(), other?.close()]);
    }
    await database.query("insert into migrations (number, about) values (99, 'newer')");
    try {
      if (postgres) await expect(openDatabase({ folder, address: postgres.address })).rejects.toThrow("tables of a newer tenfold (step 99");
    } finally {
      await database.query("delete from migrations where number = 99");
    }
  });

  it.skipIf(!isThere)("does all of a transaction or nothing", async () => {
    await expect(
      database.transaction(async (queries) => {
        await queries.query("insert into contents (sha256, bytes) values ('x', $1)", [new Uint8Array([7])]);
        throw new Error("no");
      }),
    ).rejects.toThrow("no");
    expect(await database.query("select * from contents where sha256 = 'x'")).toEqual([]);
  });

  it.skipIf(!isThere)("knows a key by its hash alone, and none that was revoked or altered", async () => {
    const secret = await addKey(database, { name: "scanner", scope: "read" });
    expect(secret).toMatch(/^tf_[0-9a-f]{12}_[0-9a-f]{64}$/);
    const key = await keyOf(database, secret);
    expect(key).toMatchObject({ name: "scanner", scope: "read", revoked: null });
    expect(JSON.stringify(await database.query("select * from keys"))).not.toContain(secret.split("_")[2]);
    const altered = secret.replace(/.$/, (last) => (last === "0" ? "1" : "0"));
    for (const wrong of [altered, "", "tf__", `tf_000000000000_${secret.slice(-64)}`]) expect(await keyOf(database, wrong)).toBeUndefined();
    await revokeKey(database, key?.id ?? "");
    expect(await keyOf(database, secret)).toBeUndefined();
    await expect(revokeKey(database, key?.id ?? "")).rejects.toThrow("there is no key");
    expect((await listKeys(database))[0]?.revoked).toBeInstanceOf(Date);
    await expect(addKey(database, { name: " ", scope: "read" })).rejects.toThrow("1 to 100 signs");
  });

  it.skipIf(!isThere)("takes a document once however often it comes with one key, and refuses another with it", async () => {
    const sent = await Promise.all([1, 2, 3].map(() => send("a.png", { idempotencyKey: "k" })));
    expect(new Set(sent.map(({ id }) => id)).size).toBe(1);
    expect(sent.filter(({ isNew }) => isNew)).toHaveLength(1);
    await expect(send("b.png", { idempotencyKey: "k" })).rejects.toThrow(KeyReusedError);
    const id = sent[0]?.id ?? "";
    expect(await documentOf(database, id)).toMatchObject({ name: "a.png", size: 3, status: "waiting", duplicates: [] });
    const twin = await send("twin.png");
    expect((await documentOf(database, id))?.duplicates).toEqual([twin.id]);
    expect([...((await bytesOf(database, id)) ?? [])]).toEqual([1, 2, 3]);
    expect((await listDocuments(database, { limit: 1 })).map((one) => one.id)).toEqual([twin.id]);
    expect((await listDocuments(database, { limit: 5, before: twin.id })).map((one) => one.id)).toEqual([id]);
    expect(await eraseDocument(database, id)).toBe(true);
    expect(await bytesOf(database, twin.id)).toBeDefined();
    expect(await eraseDocument(database, twin.id)).toBe(true);
    expect(await eraseDocument(database, twin.id)).toBe(false);
    expect(await database.query("select * from contents")).toEqual([]);
  });

  it.skipIf(!isThere)(
    "keeps no bytes of what is erased, however many have the same and go at once, and loses none that come meanwhile",
    async () => {
      for (let round = 0; round < 8; round++) {
        const sent = await Promise.all([1, 2, 3].map((at) => send(`${at}.png`)));
        const [more] = await Promise.all([send("more.png"), ...sent.map(({ id }) => eraseDocument(database, id))]);
        expect(await bytesOf(database, more.id)).toBeDefined();
        await eraseDocument(database, more.id);
        expect(await database.query("select sha256 from contents")).toEqual([]);
      }
      await database.query("delete from audit");
    },
  );

  it.skipIf(!isThere)("takes a correction back once, however many ask at a time, and counts what was sampled alone", async () => {
    const { id } = await send("a.png");
    await recordReading(id, [page(string("1", 0.999, "accepted"))]);
    await database.query("update fields set sampled = false, state = 'unasked'");
    const [{ id: field } = { id: "" }] = await database.query<{ id: string }>("select id from fields");
    await correct(database, { field, reviewer: "ann", verdict: "corrected", text: "1" });
    expect(await database.query("select verdict, text from corrections")).toEqual([{ verdict: "right", text: null }]);
    expect((await reviewStats(database)).accepted.looked).toBe(0);
    const undone = await Promise.all([1, 2, 3].map(() => undoLast(database, "ann")));
    expect(undone.filter((one) => one !== undefined)).toEqual([field]);
    expect(await database.query("select state from fields")).toEqual([{ state: "unasked" }]);
    await eraseDocument(database, id);
    await database.query("delete from audit");
  });

  it.skipIf(!isThere)("keeps one result of a document, however often it is read", async () => {
    const { id } = await send("a.png");
    const pages = [page(string("12", 0.8, "review"))];
    expect(await Promise.all([recordReading(id, pages), recordReading(id, pages)])).toContain(false);
    expect(await documentOf(database, id)).toMatchObject({ status: "read", model, engine });
    expect(await pagesOf(database, id)).toEqual(pages);
    expect(await database.query("select * from readings")).toHaveLength(1);
    await eraseDocument(database, id);
    expect(await database.query("select * from readings")).toEqual([]);
  });

  it.skipIf(!isThere)("gives each reviewer fields of its own, those in most doubt first, and keeps what is said of them", async () => {
    const { id } = await send("a.png");
    const pages = [page(string("1", 0.9, "review"), string("2", 0.3, "review"), string("3", 0.6, "review"))];
    await recordReading(id, pages);
    const [first, second] = await nextFields(database, "ann", 2);
    expect([first?.string.text, second?.string.text]).toEqual(["2", "3"]);
    const [bens] = await nextFields(database, "ben", 5);
    expect([bens?.string.text, bens?.documentName]).toEqual(["1", "a.png"]);
    expect((await nextFields(database, "ann", 2)).map((field) => field.id)).toEqual([first?.id, second?.id]);
    const field = first?.id ?? "";
    await expect(correct(database, { field, reviewer: "ben", verdict: "right" })).rejects.toThrow(TakenError);
    await expect(correct(database, { field, reviewer: "ann", verdict: "corrected" })).rejects.toThrow("has a text");
    const made = await correct(database, { field, reviewer: "ann", verdict: "corrected", text: "7" });
    expect(made).toBeDefined();
    expect(await correct(database, { field, reviewer: "ann", verdict: "corrected", text: "7" })).toBe(made); // sent again, it is the same
    await expect(correct(database, { field, reviewer: "ben", verdict: "corrected", text: "7" })).rejects.toThrow(
      "undo its correction first",
    );
    await expect(correct(database, { field, reviewer: "ann", verdict: "right" })).rejects.toThrow("undo its correction first");
    await correct(database, { field: bens?.id ?? "", reviewer: "ben", verdict: "right" });
    expect(await reviewStats(database)).toMatchObject({
      ...{ open: 1, done: 2, unasked: 0, proposals: { right: 1, of: 2 }, accepted: { looked: 0, wrong: 0, interval: null } },
      reviewers: [
        { name: "ann", corrections: 1, perMinute: null },
        { name: "ben", corrections: 1, perMinute: null },
      ],
    });
    expect(await undoLast(database, "ann")).toBe(field);
    expect(await undoLast(database, "ann")).toBeUndefined();
    expect((await nextFields(database, "ann", 1))[0]?.id).toBe(field);
    expect(await correct(database, { field: id, reviewer: "ann", verdict: "right" })).toBeUndefined(); // no field
    expect((await database.query<{ what: string }>("select what from audit order by id")).map(({ what }) => what)).toEqual([
      ...["erased", "corrected", "corrected", "undone"],
    ]);
    await eraseDocument(database, id);
  });

  it.skipIf(!isThere)("has jobs that come with what they are about, or not at all", async () => {
    const jobs = await openJobs(database, { onError: (error) => expect(error).toBeUndefined() });
    try {
      const refused = addDocument(
        database,
        { name: "a", mime: "m", bytes: new Uint8Array(1), settings: {}, source: "http", owner: "me" },
        async (queries, id) => {
          await jobs.send("read", { id }, queries);
          throw new Error("too late");
        },
      );
      await expect(refused).rejects.toThrow("too late");
      expect(await jobs.waiting("read")).toBe(0);
      const done: string[] = [];
      jobs.work("read", 1, async ({ id }) => {
        if (done.push(id) === 1) throw new Error("once more");
      });
      await database.transaction((queries) => jobs.send("read", { id: "7" }, queries));
      await expect.poll(() => done, { timeout: 20_000 }).toEqual(["7", "7"]);
      await expect.poll(() => jobs.waiting("read"), { timeout: 5000 }).toBe(0);
    } finally {
      await jobs.stop();
    }
  });
});

describe("databases that are not opened", () => {
  it("are folders that another process has, and addresses where nothing is", async () => {
    await expect(openDatabase({ folder: "/x", address: "postgres://a:secret@127.0.0.1:1/x" })).rejects.toThrow(
      "cannot reach the database postgres://a@127.0.0.1:1/x: nobody listens there; start it, or mend --database",
    );
    await expect(openDatabase({ folder: "/x", address: "mysql://secret@host/x" })).rejects.toThrow(
      /^--database is no address of a PostgreSQL/,
    );
    await expect(openDatabase({ folder: "/dev/null/x" })).rejects.toThrow("choose another folder with --data");
  });
});
