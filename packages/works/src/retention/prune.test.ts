import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { databaseKinds, usesDatabase } from "../../test/test-database.js";
import { openJobs } from "../jobs/job-queue.js";
import { guard } from "../learning/guard/guard.js";
import { activeId, addModel, listModels, promoteModel, rollBack, usableModel, usableNamed } from "../learning/kept/learned-models.js";
import { addBatch, batchOf, closeBatch } from "../store/batches.js";
import type { Database } from "../store/database.js";
import { addDocument, bytesOf, type NewDocument } from "../store/stored-documents.js";
import { recordDeliveries } from "../webhooks/deliveries.js";
import { addWebhook } from "../webhooks/webhooks.js";
import { prune } from "./prune.js";

const passing = guard({ held: [], base: [] }, { least: 0 });
const refused = guard({ held: [], base: [] }, { least: 200 });
const [OLD, YOUNG] = [31, 29];
const keepDays = 30;

describe.each(databaseKinds)("retention in a database that is %s", (kind, isThere) => {
  let database: Database;
  usesDatabase(kind, isThere, (opened) => {
    database = opened.database;
  });
  beforeAll(async () => {
    if (!isThere) return;
    await addWebhook(database, { url: "http://192.0.2.1/", allowPrivate: true, who: "ann" });
  });

  const age = (table: string, id: string, days: number, column = "created") =>
    database.query(`update ${table} set ${column} = now() - make_interval(days => $2) where id = $1`, [id, days]);
  const add = async (more: Partial<NewDocument> = {}) => {
    const bytes = new TextEncoder().encode(randomUUID());
    const document = { name: "a.png", mime: "image/png", bytes, settings: {}, source: "http", owner: "me", ...more };
    return (await addDocument(database, document, async () => {})).id;
  };
  const there = async (table: string, ids: readonly string[]) => {
    const rows = await database.query<{ id: string }>(`select id from ${table} where id = any($1::uuid[])`, [ids]);
    return ids.map((id) => rows.some((row) => row.id === id));
  };

  it.skipIf(!isThere)("erases messages that have ended, and none that waits", async () => {
    const made = async (status: string, days: number) => {
      const [{ id } = { id: "" }] = await recordDeliveries(database, { type: "batch.finished", data: {} });
      await database.query("update deliveries set status = $2 where id = $1", [id, status]);
      await age("deliveries", id, days);
      return id;
    };
    const ids = [await made("delivered", OLD), await made("dead", OLD), await made("delivered", YOUNG), await made("waiting", OLD)];
    expect((await prune(database, { keepDays })).deliveries).toBe(2);
    expect(await there("deliveries", ids)).toEqual([false, false, true, true]);
  });

  it.skipIf(!isThere)("erases documents only where that is asked for, with their messages, and none that waits", async () => {
    const ids = [await add(), await add(), await add()] as const;
    const [old, young, waiting] = ids;
    for (const [id, days] of [
      [old, OLD],
      [young, YOUNG],
    ] as const) {
      await database.query("update documents set status = 'read' where id = $1", [id]);
      await age("documents", id, days, "read");
    }
    await age("documents", waiting, OLD);
    const [message] = await recordDeliveries(database, { type: "document.read", data: { id: old } });
    expect((await prune(database, { keepDays })).documents).toBe(0);
    expect((await prune(database, { keepDays, eraseDays: 30 })).documents).toBe(1);
    expect(await there("documents", ids)).toEqual([false, true, true]);
    expect(await there("deliveries", [message?.id ?? ""])).toEqual([false]);
    const [deed] = await database.query("select who, what, subject from audit order by id desc limit 1");
    expect(deed).toEqual({ who: "retention", what: "erased", subject: old });
  });

  it.skipIf(!isThere)("closes batches that nobody has, and erases what is left of those that ended", async () => {
    const begun = () => addBatch(database, { name: "", owner: "me" });
    const [left, empty, fed, ended, cancelled] = [await begun(), await begun(), await begun(), await begun(), await begun()];
    const [inLeft, inFed, unread] = [await add({ batch: left.id }), await add({ batch: fed.id }), await add({ batch: cancelled.id })];
    for (const { id } of [left, empty, fed, ended, cancelled]) await age("batches", id, OLD);
    await age("documents", inLeft, OLD);
    await closeBatch(database, ended.id);
    await database.query("update documents set status = 'cancelled' where id = $1", [unread]);
    await database.query("update batches set state = 'cancelled', finished = now() - interval '31 days' where id = $1", [cancelled.id]);
    await prune(database, { keepDays });
    const stateOf = async (id: string) => (await batchOf(database, id))?.state;
    expect(await Promise.all([left, empty, fed, ended, cancelled].map(({ id }) => stateOf(id)))).toEqual([
      "closed", // and finished once its document is read
      undefined,
      "open", // as something came of late
      undefined,
      undefined,
    ]);
    expect(await there("documents", [inLeft, inFed, unread])).toEqual([true, true, false]);
    expect(await bytesOf(database, unread)).toBeUndefined();
  });

  it.skipIf(!isThere)("takes a document anew whose key was sent long ago", async () => {
    const bytes = new Uint8Array([1]);
    const send = () => add({ bytes, idempotencyKey: "k" });
    const first = await send();
    await prune(database, { keepDays });
    expect(await send()).toBe(first);
    await database.query("update idempotency set created = now() - interval '31 days'");
    expect((await prune(database, { keepDays })).keys).toBe(1);
    expect(await send()).not.toBe(first);
  });

  it.skipIf(!isThere)(
    "drops files of superseded models alone: none that reads, may be gone back to, may be promoted, or read of late",
    async () => {
      const make = (parent: string | null, verdict = passing) =>
        addModel(database, { parent, content: "0123abcd", bytes: new Uint8Array([1, 2, 3]), calibration: null, verdict });
      const one = await make(null);
      const [beside, bad] = [await make(null), await make(null, refused)]; // judged beside the one that came with the package
      await promoteModel(database, one, "ann");
      const two = await make(one);
      await promoteModel(database, two, "ann");
      const [next, fresh, used] = [await make(two), await make(null, refused), await make(null, refused)];
      for (const id of [one, beside, bad, two, next, used])
        await database.query(
          "update models set created = now() - interval '31 days', promoted = promoted - interval '31 days' where id = $1",
          [id],
        );
      const names = new Map((await listModels(database)).map(({ id, name }) => [id, name]));
      const document = await add();
      await database.query("update documents set status = 'read', read = now(), model = $2 where id = $1", [
        document,
        JSON.stringify({ name: names.get(used), content: "0123abcd" }),
      ]);
      expect((await prune(database, { keepDays })).models).toBe(2);
      const whole = async (id: string) => (await usableModel(database, id)) !== undefined;
      expect(await Promise.all([one, two, next, fresh, used].map(whole))).toEqual([true, true, true, true, true]);
      expect(await Promise.all([beside, bad].map(whole))).toEqual([false, false]);
      expect(await usableNamed(database, names.get(bad) ?? "")).toBeUndefined();
      expect((await listModels(database)).find(({ id }) => id === bad)).toMatchObject({
        pruned: expect.any(Date),
        metrics: expect.anything(),
      });
      expect(await rollBack(database, "ann")).toMatchObject({ id: one });
      expect(await rollBack(database, "ann")).toBeNull();
      await expect(promoteModel(database, beside, "ann")).rejects.toThrow(
        "was superseded long ago, and its file is gone: start another training",
      );
      await age("documents", document, OLD, "read");
      // What was rolled back may be promoted again, in its turn: it was judged beside the model that reads now.
      expect((await prune(database, { keepDays })).models).toBe(3);
      expect(await Promise.all([one, two, next, fresh, used].map(whole))).toEqual([true, false, false, true, false]);
      expect(await activeId(database)).toBeNull();
    },
  );

  it.skipIf(!isThere)(
    "leaves jobs that were done long ago to the queue, which erases them",
    async () => {
      const jobs = await openJobs(database, { onError: () => {}, superviseSeconds: 2 });
      const [old, young] = [randomUUID(), randomUUID()];
      await database.transaction(async (queries) => {
        for (const id of [old, young]) await jobs.send("read", { id }, queries);
      });
      jobs.work("read", 1, async () => {});
      await expect.poll(() => jobs.waiting("read"), { timeout: 20_000 }).toBe(0);
      await database.query("update jobs.job set completed_on = completed_on - interval '8 days' where data->>'id' = $1", [old]);
      await database.query("update jobs.queue set maintain_on = null"); // or it would look once a day
      const left = () => database.query<{ id: string }>("select data->>'id' as id from jobs.job where name = 'read'");
      await expect.poll(left, { timeout: 30_000 }).toEqual([{ id: young }]);
      await jobs.stop();
    },
    90_000,
  );
});
