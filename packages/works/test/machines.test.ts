import { randomUUID } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ReadPage } from "tenfold/document";
import { pageDecoder } from "tenfold/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { batchProgress, failuresOf } from "../src/batches/batch-progress.js";
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
import { addBatch, cancelBatch, closeBatch, enterBatch } from "../src/store/batches.js";
import type { Database } from "../src/store/database.js";
import { pruneBatches } from "../src/store/prune-documents.js";
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
    seen = database,
    onRead = async () => {},
  }: {
    readonly name?: string;
    readonly shared?: SharedFolder;
    readonly seen?: Database;
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
      ...{ database: seen, jobs, decoder, count: 2, shared },
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
      const limits = await database.query("select distinct retry_limit from jobs.job where name = 'read' and data->>'suspect' = 'true'");
      expect(limits).toEqual([{ retry_limit: 3 }]); // four workers that end at it
      const error = expect.stringContaining("ended without a result");
      expect(await failuresOf(database, id)).toEqual([{ file: join(folder, "2003.json"), page: null, error }]);
      expect(await retryBatch({ database, jobs }, id)).toBe(1);
      await stopAll();
      await cancelBatch(database, id, "me");
    },
  );

  it.skipIf(!hasPostgres)("hold nothing against a file while which was read the database was away", { timeout: 60_000 }, async () => {
    let tries = 0;
    const onRead = async (far: number) => {
      if (far === 2503 && ++tries < 6)
        throw Object.assign(new Error("terminating connection due to administrator command"), { code: "57P01" });
    };
    const { jobs } = await machine({ onRead });
    const { id } = await submit(jobs, await files(6, 2500));
    await isDone(id);
    expect(await textsOf(id)).toEqual(["2500", "2501", "2502", "2503", "2504", "2505"]);
    expect(tries).toBe(6);
    await stopAll();
  });

  it.skipIf(!hasPostgres).for([
    [2600, "53300", "sorry, too many clients already"],
    [2700, "53100", "could not extend file: No space left on device"],
    [2800, "25006", "cannot execute UPDATE in a read-only transaction"],
  ] as const)(
    "hold nothing against files while which are tried apart the database is away or takes nothing (%i: %s)",
    { timeout: 60_000 },
    async ([first, code, message]) => {
      let [tries, away] = [0, 0];
      const onRead = async (far: number) => {
        if (far !== first + 3 || ++tries > 1) return;
        away = 6;
        throw new Error("out of memory");
      };
      const transaction: Database["transaction"] = async (work) => {
        if (away-- > 0) throw Object.assign(new Error(message), { code });
        return database.transaction(work);
      };
      const { jobs } = await machine({ onRead, seen: Object.create(database, { transaction: { value: transaction } }) as Database });
      const { id } = await submit(jobs, await files(6, first));
      await isDone(id);
      expect(await textsOf(id)).toEqual([0, 1, 2, 3, 4, 5].map((at) => String(first + at)));
      expect(tries).toBe(2);
      expect(away).toBeLessThan(0);
      await stopAll();
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
    // One that has had turns before, and paused, comes where the others are.
    const paused = await addBatch(database, { name: "paused", owner: "me" });
    await database.query("insert into batch_turns (batch, next) values ($1, 2)", [paused.id]);
    await database.query("update jobs.job set priority = priority - 1000 where state = 'created' and priority < 0");
    await database.transaction((queries) => sendDocument(sender, queries, randomUUID(), paused.id));
    const turns = await database.query<{ batch: string; turn: number }>(
      "select group_id as batch, -max(priority) as turn from jobs.job where state = 'created' and priority < 0 group by group_id",
    );
    const turnOf = (id: string) => turns.find(({ batch }) => batch === id)?.turn;
    expect(turnOf(paused.id)).toBeGreaterThan(1000);
    expect(turnOf(paused.id)).toBe(turnOf(long.id));
    const seen: number[] = [];
    await machine({ onRead: async (far) => void seen.push(Math.floor(far / 1000)) });
    await isDone(long.id);
    await isDone(short.id);
    expect(seen[0]).toBe(6);
    expect(seen.lastIndexOf(5)).toBeLessThan(seen.length - 16); // the short one is not behind all of the long one
    await sender.stop();
    await stopAll();
  });

  it.skipIf(!hasPostgres)(
    "keep nothing of a reading by which a batch is answered no more, and hold up no retry",
    { timeout: 60_000 },
    async () => {
      const sender = await openJobs(database, { onError: () => {} });
      const { id } = await submit(sender, await files(4, 6100));
      const [first] = await database.query<{ id: string }>("select id from documents where batch = $1 order by id", [id]);
      let retried: Promise<number> | undefined;
      // Whoever keeps what it has read holds documents, and then wants the batch.
      await database.transaction(async (queries) => {
        await queries.query("select id from documents where id = $1 for update", [first?.id]);
        retried = retryBatch({ database, jobs: sender }, id, { all: true });
        retried.catch(() => {});
        await new Promise((done) => setTimeout(done, 200));
        await queries.query("select id from batches where id = $1 for update", [id]);
      });
      expect(await retried).toBe(4);
      let [reads, release] = [0, () => {}];
      const held = new Promise<void>((done) => {
        release = done;
      });
      const before = await machine({ name: "0.1.0", onRead: () => (++reads === 1 ? held : Promise.resolve()) });
      await expect.poll(() => reads, { timeout: 10_000 }).toBe(1);
      // As where all is read anew, and another version begins it.
      await database.query("update batches set answers = replace(answers, '0.1.0', '0.2.0') where id = $1", [id]);
      expect(await retryBatch({ database, jobs: sender }, id)).toBe(4);
      release();
      await expect.poll(() => before.told[0], { timeout: 10_000 }).toContain("was begun by tenfold 0.2.0");
      expect(await database.query("select id from documents where batch = $1 and status = 'read'", [id])).toEqual([]);
      await machine({ name: "0.2.0" });
      await isDone(id);
      await sender.stop();
      await stopAll();
    },
  );

  it.skipIf(!hasPostgres)(
    "give up nothing for being killed, however often: what was at work is read alone",
    { timeout: 60_000 },
    async () => {
      let end = () => {};
      const never = new Promise<void>((done) => {
        end = done;
      });
      const [paths, begun] = [await files(40, 6300), new Set<number>()];
      const onRead = (far: number) => {
        begun.add(far);
        return never;
      };
      const hanging = () => machine({ onRead });
      // As the queue has it where a process is not heard of any more, and when its jobs may be begun again, in seconds.
      const kill = async ({ jobs }: { readonly jobs: JobQueue }, delay: number) => {
        queues.length = 0;
        const stopped = jobs.stop();
        await database.query(
          `update jobs.job set state = (case when retry_count < retry_limit then 'retry' else 'failed' end)::jobs.job_state,
             start_after = now() + make_interval(secs => $1) where name = 'read' and state = 'active'`,
          [delay],
        );
        return { stopped };
      };
      const first = await hanging();
      const { id } = await submit(first.jobs, paths);
      await expect.poll(() => begun.size, { timeout: 10_000 }).toBe(2);
      const killed = [await kill(first, 0)];
      for (let times = 0; times < 3; times++) {
        begun.clear();
        const next = await hanging();
        await expect.poll(() => begun.size, { timeout: 10_000 }).toBe(1);
        await new Promise((done) => setTimeout(done, 100)); // three times as long as it takes to look for another one
        expect(begun.size).toBe(1);
        killed.push(await kill(next, 1));
      }
      end();
      await machine();
      await isDone(id);
      expect(await textsOf(id)).toEqual(paths.map((_, at) => String(6300 + at)));
      for (const { stopped } of killed) await stopped;
      await stopAll();
    },
  );

  it.skipIf(!hasPostgres)("leave a batch alone while it is submitted", { timeout: 60_000 }, async () => {
    const jobs = await openJobs(database, { onError: () => {} });
    const paths = await files(3, 6200);
    const noJobs = { ...jobs, sendAll: () => Promise.reject(new Error("broken off")) };
    await expect(submit(noJobs, paths)).rejects.toThrow("broken off");
    const [begun] = await database.query<{ id: string }>("select id from batches order by id desc limit 1");
    const id = begun?.id ?? "";
    expect(await closeBatch(database, id)).toMatchObject({ state: "open" });
    await database.query("update batches set created = now() - interval '40 d' where id = $1", [id]);
    await database.query("update documents set created = now() - interval '40 d' where batch = $1", [id]);
    await pruneBatches(database, 30);
    expect((await batchProgress(database, id))?.state).toBe("open");
    await expect(enterBatch(database, id)).rejects.toThrow("submitted as a whole and takes nothing more");
    expect((await submit(jobs, paths)).id).toBe(id);
    expect((await batchProgress(database, id))?.state).toBe("closed");
    for (const [deed, said] of [
      [(batch: string) => cancelBatch(database, batch, "me"), "was cancelled while it was submitted"],
      [(batch: string) => eraseAll(database, [batch], "me"), "was erased while it was submitted"],
    ] as const) {
      const disturbed: Database = {
        ...database,
        async transaction(work) {
          const [last] = await database.query<{ id: string }>("select id from batches order by id desc limit 1");
          await deed(last?.id ?? "");
          return database.transaction(work);
        },
      };
      await expect(submit(jobs, paths, { again: true, database: disturbed })).rejects.toThrow(said);
    }
    const jobsOf = () => database.query("select id from jobs.job where group_id = $1", [id]);
    expect(await jobsOf()).toHaveLength(1);
    expect(await eraseAll(database, [id], "me")).toBe(3);
    expect(await jobsOf()).toEqual([]);
    await jobs.stop();
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
    const [one, two] = [await submit(jobs, await files(3, 9000)), await submit(jobs, await files(3, 9100))];
    await isDone(one.id);
    await isDone(two.id);
    const dated = () =>
      database.query("select distinct delete_after - now() > interval '23 h' as far from documents where batch = $1", [one.id]);
    expect(await dated()).toEqual([{ far: null }]);
    expect((await submit(jobs, await files(3, 9000), { eraseDays: 1 })).isNew).toBe(false);
    expect(await dated()).toEqual([{ far: true }]);
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
    const engine = { name: "tenfold", version: "0.1.0" };
    const answers = (version: string) => JSON.stringify({ model: { name: "of before", content: "01" }, engine: { ...engine, version } });
    const { id } = await addBatch(database, { name: "b", owner: "me" });
    for (const [version, fitting] of [
      ["0.1.0", 1],
      ["0.2.0", 0],
    ] as const) {
      await database.query("update batches set answers = $2 where id = $1", [id, answers(version)]);
      expect(await batchProgress(database, id)).toMatchObject({ workers: 1, fitting });
    }
    await notes.end();
    expect((await machinesSeen(database))[0]).toMatchObject({ state: "ended", documents: 3, failed: 1 });
  });
});
