import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ReadPage } from "tenfold/document";
import { pageDecoder } from "tenfold/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { batchProgress } from "../src/batches/batch-progress.js";
import { wholeBatchPages } from "../src/batches/batch-results.js";
import { retryBatch } from "../src/batches/retry-batch.js";
import { submitBatch } from "../src/batches/submit-batch.js";
import { type SharedFolder, sharedFolder } from "../src/files/shared-folder.js";
import { type JobQueue, openJobs } from "../src/jobs/job-queue.js";
import { sendDocument } from "../src/jobs/parcels.js";
import { workAtDocuments } from "../src/jobs/read-documents.js";
import type { ReadersInUse } from "../src/learning/work/readers-in-use.js";
import { machinesSeen, noteMachine } from "../src/machines/machines-seen.js";
import type { PageReader } from "../src/reading/page-reader.js";
import { eraseAll } from "../src/retention/erase-all.js";
import { prune } from "../src/retention/prune.js";
import { cancelBatch } from "../src/store/batches.js";
import type { Database } from "../src/store/database.js";
import { addDocument } from "../src/store/stored-documents.js";
import { exampleString } from "./example-document.js";
import { usesDatabase } from "./test-database.js";
import { hasPostgres } from "./test-postgres.js";

describe("many machines", () => {
  let database: Database;
  let folder: string;
  const decoder = pageDecoder(); // asked for nothing: what is read is pen strokes
  const queues: JobQueue[] = [];
  usesDatabase("server", hasPostgres, (opened) => {
    database = opened.database;
  });
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "tenfold-machines-"));
  });
  afterAll(async () => {
    decoder.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** A file of one stroke, as far as told. */
  async function strokes(name: string, far: number, where = folder): Promise<string> {
    const points = [1, far].map((at) => ({ x: at, y: at }));
    await writeFile(join(where, name), JSON.stringify([{ points }]));
    return join(where, name);
  }
  const files = async (count: number, first: number) =>
    Promise.all(Array.from({ length: count }, (_, at) => strokes(`${first + at}.json`, first + at)));
  const inputs = (paths: readonly string[]) => paths.map((file) => ({ file, folder }));

  /** A process in this one: a queue of its own, and what reads. */
  async function machine({
    name = "0.1.0",
    shared,
    onRead = async () => {},
  }: {
    readonly name?: string;
    readonly shared?: SharedFolder;
    readonly onRead?: (far: number) => Promise<void>;
  } = {}) {
    const jobs = await openJobs(database, { onError: () => {}, pollMs: 30 });
    queues.push(jobs);
    const told: string[] = [];
    const reader = {
      model: { name: "reader", content: "0a1b2c3d" },
      engine: { name: "tenfold", version: name, build: "plain" },
      read: async () => ({ strings: [], grids: [] }),
      async readStrokes([points]: readonly (readonly number[])[]) {
        const far = points?.at(-1) ?? 0;
        await onRead(far);
        return { strings: [exampleString(String(far), { left: 0.1, top: 0.25, right: far, bottom: far })], grids: [] };
      },
    } as unknown as PageReader;
    await workAtDocuments({
      ...{ database, jobs, decoder, count: 2, shared },
      use: (work, model) => work(reader, model ?? null),
      tell: (sentence) => void told.push(sentence),
    });
    return { jobs, told };
  }
  const submit = (jobs: JobQueue, paths: readonly string[], more: object = {}) =>
    submitBatch({ database, jobs, inputs: inputs(paths), settings: { field: "amount" }, name: "b", owner: "me", ...more });
  const isDone = (id: string) => expect.poll(async () => (await batchProgress(database, id))?.state, { timeout: 20_000 }).toBe("finished");
  const textsOf = async (id: string) => {
    const texts: (string | undefined)[] = [];
    for await (const pages of wholeBatchPages(database, id)) {
      for (const page of pages) texts.push("error" in page ? page.error : (page as ReadPage).strings[0]?.text);
    }
    return texts;
  };
  const stopAll = async () => {
    for (const jobs of queues.splice(0)) await jobs.stop();
  };

  it.skipIf(!hasPostgres)("read a batch together, each file once and in its order, though two submit it", { timeout: 60_000 }, async () => {
    const seen: number[] = [];
    const onRead = async (far: number) => void seen.push(far);
    const [one] = [await machine({ onRead }), await machine({ onRead })];
    const paths = await files(100, 1000);
    const [first, second] = await Promise.all([submit(one.jobs, paths), submit(one.jobs, paths)]);
    expect(first.id).toBe(second.id);
    expect([first.isNew, second.isNew].filter(Boolean)).toHaveLength(1);
    await isDone(first.id);
    expect(await textsOf(first.id)).toEqual(paths.map((_, at) => String(1000 + at)));
    expect(seen.toSorted()).toEqual(paths.map((_, at) => 1000 + at));
    for await (const [page] of wholeBatchPages(database, first.id)) {
      expect(JSON.stringify(page)).toMatch(/^\{"file":.+"strings":\[\{"text":"1000","value":"1000","confidence":0\.9512,/); // word for word, in its order
      break;
    }
    expect((await submit(one.jobs, paths, { again: true })).isNew).toBe(true);
    await stopAll();
  });

  it.skipIf(!hasPostgres)(
    "set a file apart that ends its workers, and read those that travelled with it",
    { timeout: 60_000 },
    async () => {
      let tries = 0;
      const onRead = async (far: number) => {
        if (far === 2003 && ++tries > 0) throw new Error("out of memory");
      };
      const { jobs } = await machine({ onRead });
      const { id } = await submit(jobs, await files(6, 2000));
      await isDone(id);
      const texts = await textsOf(id);
      expect(texts.toSpliced(3, 1)).toEqual(["2000", "2001", "2002", "2004", "2005"]);
      expect(texts[3]).toContain("ended without a result");
      expect(tries).toBe(3);
      expect(await retryBatch({ database, jobs }, id)).toBe(1);
      await stopAll();
      await cancelBatch(database, id, "me");
    },
  );

  it.skipIf(!hasPostgres)(
    "leave a batch to others that was begun by another version, and can be told to begin it anew",
    { timeout: 60_000 },
    async () => {
      let reads = 0;
      const before = await machine({
        name: "0.1.0",
        onRead: async () => void (await new Promise((done) => setTimeout(done, ++reads === 1 ? 0 : 200))),
      });
      const { id } = await submit(before.jobs, await files(40, 3000));
      await expect.poll(() => reads, { timeout: 10_000 }).toBeGreaterThan(0);
      await before.jobs.stop();
      queues.length = 0;
      const after = await machine({ name: "0.2.0" });
      await expect
        .poll(() => after.told[0], { timeout: 10_000 })
        .toContain("was begun by tenfold 0.1.0 (plain kernels) with reader 0a1b2c3d");
      const progress = await batchProgress(database, id);
      expect(progress?.waiting).toBeGreaterThan(0);
      expect(await retryBatch({ database, jobs: after.jobs }, id, { all: true })).toBe(40);
      await stopAll();
      await machine({ name: "0.2.0" });
      await isDone(id);
      const engines = await database.query("select distinct engine->>'version' as version from documents where batch = $1", [id]);
      expect(engines).toEqual([{ version: "0.2.0" }]);
      await stopAll();
    },
  );

  it.skipIf(!hasPostgres)("take turns at batches, and come first to a document that somebody waits for", { timeout: 60_000 }, async () => {
    const sender = await openJobs(database, { onError: () => {} });
    const [long, short] = [await submit(sender, await files(64, 4000)), await submit(sender, await files(16, 5000))];
    const bytes = new TextEncoder().encode(JSON.stringify([{ points: [{ x: 6000, y: 6000 }] }]));
    const document = { name: "alone.json", mime: "application/json", bytes, settings: { field: "amount" }, source: "http", owner: "me" };
    await addDocument(database, document, (queries, id) => sendDocument(sender, queries, id));
    const seen: number[] = [];
    await machine({ onRead: async (far) => void seen.push(Math.floor(far / 1000)) });
    await isDone(long.id);
    await isDone(short.id);
    expect(seen[0]).toBe(6);
    expect(seen.lastIndexOf(5)).toBeLessThan(seen.length - 16); // the short one is not behind all of the long one
    await sender.stop();
    await stopAll();
  });

  it.skipIf(!hasPostgres)("find files in a folder that all see, and say so where they do not", { timeout: 60_000 }, async () => {
    const there = await mkdtemp(join(tmpdir(), "tenfold-shared-"));
    const shared = await sharedFolder(there);
    const paths = [await strokes("7001.json", 7001, there), await strokes("7002.json", 7002, there)];
    const blind = await machine();
    await expect(submit(blind.jobs, [...paths, await strokes("7003.json", 7003)], { shared })).rejects.toThrow("lies outside");
    const { id } = await submit(blind.jobs, paths, { shared });
    await expect.poll(() => blind.told[0], { timeout: 10_000 }).toContain("pass --shared");
    await stopAll();
    await strokes("7002.json", 7777, there);
    await machine({ shared });
    await isDone(id);
    expect(await textsOf(id)).toEqual(["7001", expect.stringContaining("another file than the one that was submitted")]);
    await stopAll();
    await rm(there, { recursive: true });
    await expect(sharedFolder(there)).rejects.toThrow("cannot see the shared folder");
  });

  it.skipIf(!hasPostgres)("submit nothing where a file is missing or too large", async () => {
    const [{ count } = { count: -1 }] = await database.query<{ count: number }>("select count(*)::int as count from batches");
    const gone = [
      ...inputs(await files(2, 8000)),
      { file: "gone.png", folder, error: "cannot read gone.png: there is no such file; check the path" },
    ];
    const jobs = {} as JobQueue; // asked for nothing
    const refused = submitBatch({ database, jobs, inputs: gone, settings: {}, name: "b", owner: "me" });
    await expect(refused).rejects.toThrow("nothing is submitted, as a file is missing: cannot read gone.png");
    expect(await database.query("select count(*)::int as count from batches")).toEqual([{ count }]);
  });

  it.skipIf(!hasPostgres)("erase a batch when it is told, and what has come to its date", { timeout: 60_000 }, async () => {
    const { jobs } = await machine();
    const [one, two] = [await submit(jobs, await files(3, 9000), { eraseDays: 1 }), await submit(jobs, await files(3, 9100))];
    await isDone(one.id);
    await isDone(two.id);
    expect((await prune(database, {})).documents).toBe(0);
    await database.query("update documents set delete_after = now() - interval '1 s' where batch = $1", [one.id]);
    expect((await prune(database, {})).documents).toBe(3);
    await expect(eraseAll(database, [two.id, "nope"], "me")).rejects.toThrow("nothing is erased");
    expect(await eraseAll(database, [two.id], "me")).toBe(3);
    const [left] = await database.query("select count(*)::int as count from documents where batch = any($1::uuid[])", [[one.id, two.id]]);
    expect(left).toEqual({ count: 0 });
    await stopAll();
  });

  it.skipIf(!hasPostgres)("are seen by all, until they end", async () => {
    const readers = { model: { name: "reader", content: "0a1b2c3d" }, now: { workers: 2, engine: { name: "tenfold", version: "0.1.0" } } };
    const place = { kinds: ["read"] as const, readers: readers as ReadersInUse, pid: 42, onError: () => {} };
    const notes = await noteMachine(database, place);
    notes.add({ documents: 3, failed: 1 });
    expect((await machinesSeen(database))[0]).toMatchObject({
      pid: 42,
      readers: 2,
      kinds: ["read"],
      state: "working",
      answers: "tenfold 0.1.0 with reader 0a1b2c3d",
    });
    await notes.end();
    expect((await machinesSeen(database))[0]).toMatchObject({ state: "ended", documents: 3, failed: 1 });
  });
});
