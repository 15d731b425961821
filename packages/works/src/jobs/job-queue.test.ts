import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { expect, it } from "vitest";
import { folderWithDatabase } from "../../test/empty-database.js";
import { openDatabase } from "../store/open-database.js";
import { openJobs } from "./job-queue.js";

it("tells work that takes too long so, and only then has the job done again; counts no try that was given back", {
  timeout: 180_000,
}, async () => {
  const folder = await folderWithDatabase("tenfold-jobs-");
  const database = await openDatabase({ folder });
  const jobs = await openJobs(database, { onError: () => {}, expireInSeconds: 1 });
  await database.transaction((queries) => jobs.send("read", { id: randomUUID() }, queries));
  let [begun, atWork, most] = [0, 0, 0];
  jobs.work("read", 2, async (_, { signal }) => {
    begun++;
    most = Math.max(most, ++atWork);
    if (begun === 1) await new Promise((done) => signal.addEventListener("abort", done));
    atWork--;
  });
  await expect.poll(() => begun).toBe(2);
  expect(most).toBe(1);
  const tries: number[] = [];
  jobs.work("study", 1, async (_, job) => {
    tries.push(job.tries);
    if (tries.length < 9) await job.giveBack();
  });
  await database.transaction((queries) => jobs.send("study", { id: randomUUID() }, queries));
  await expect.poll(() => tries, { timeout: 10_000 }).toEqual(Array(9).fill(0));
  await jobs.stop();
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

it("looks for a job as soon as it is sent, however seldom it looks where there are none", async () => {
  const folder = await folderWithDatabase("tenfold-jobs-");
  const database = await openDatabase({ folder });
  const jobs = await openJobs(database, { onError: () => {}, pollMs: 600_000 });
  const done: string[] = [];
  jobs.work("read", 1, async ({ id }) => void done.push(id));
  await new Promise((passed) => setTimeout(passed, 200)); // the first look, where there is none
  const ids = [randomUUID(), randomUUID()];
  for (const id of ids) {
    await database.transaction((queries) => jobs.send("read", { id }, queries));
    await expect.poll(() => done.at(-1), { timeout: 10_000 }).toBe(id);
  }
  await jobs.stop();
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

it("gives out at once what an embedded database's last process was at when it was killed, as tried before", {
  timeout: 120_000,
}, async () => {
  const folder = await folderWithDatabase("tenfold-jobs-");
  const database = await openDatabase({ folder });
  const before = await openJobs(database, { onError: () => {} });
  const id = randomUUID();
  await database.transaction((queries) => before.send("read", { id }, queries));
  // As a killed process leaves it: at work, and its last word fresh.
  await database.query("update jobs.job set state = 'active', started_on = now(), heartbeat_on = now() where name = 'read'");
  await before.stop();
  const jobs = await openJobs(database, { onError: () => {} });
  const done: unknown[] = [];
  jobs.work("read", 1, async (data, { tries }) => void done.push([data.id, tries]));
  await expect.poll(() => done, { timeout: 15_000 }).toEqual([[id, 1]]);
  await jobs.stop();
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

it("tells of what was given up however often the database is away meanwhile", { timeout: 60_000 }, async () => {
  const folder = await folderWithDatabase("tenfold-jobs-");
  const database = await openDatabase({ folder });
  const jobs = await openJobs(database, { onError: () => {}, pollMs: 30 });
  const id = randomUUID();
  let away = 5;
  const told: string[] = [];
  await jobs.onGivenUp("read", async (data) => {
    if (away-- > 0) throw Object.assign(new Error("sorry, too many clients already"), { code: "53300" });
    told.push(data.id);
  });
  jobs.work("read", 1, async () => {
    throw new Error("out of memory");
  });
  await database.transaction((queries) => jobs.sendAll("read", [{ data: { id }, retryLimit: 0 }], queries));
  await expect.poll(() => told, { timeout: 30_000 }).toEqual([id]);
  await jobs.stop();
  await database.close();
  await rm(folder, { recursive: true, force: true });
});
