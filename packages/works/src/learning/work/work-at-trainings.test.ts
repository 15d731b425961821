import { randomUUID } from "node:crypto";
import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { databaseKinds, usesDatabase } from "../../../test/test-database.js";
import type { TestPostgres } from "../../../test/test-postgres.js";
import { openJobs } from "../../jobs/job-queue.js";
import type { Database } from "../../store/database.js";
import { openDatabase } from "../../store/open-database.js";
import { trainingOf } from "../kept/trainings.js";
import { runTraining } from "./run-training.js";
import { workAtTrainings } from "./work-at-trainings.js";

describe.each(databaseKinds)("trainings in a database that is %s", (kind, isThere) => {
  let database: Database;
  let folder: string;
  let postgres: TestPostgres | undefined;
  usesDatabase(kind, isThere, (opened) => {
    database = opened.database;
    folder = opened.folder;
    postgres = opened.postgres;
  });

  const add = async (state: "waiting" | "failed") => {
    const id = randomUUID();
    await database.query("insert into trainings (id, state, who) values ($1, $2, 'ann')", [id, state]);
    return id;
  };

  it.skipIf(!isThere)("are not begun once the service ends", async () => {
    const id = await add("waiting");
    await runTraining(id, { database, folder, signal: AbortSignal.abort() });
    expect(await trainingOf(database, id)).toMatchObject({ state: "waiting", began: null });
    await database.query("delete from trainings");
  });

  it.skipIf(!isThere)("leave nothing on the disk once they have ended, and get one job where their own was lost", async () => {
    const [ended, strange] = [await add("failed"), randomUUID()];
    const place = join(folder, "trainings");
    for (const name of [ended, strange, "notes"]) await mkdir(join(place, name), { recursive: true });
    const lost = await add("waiting");
    const databases = [database, ...(postgres ? [await openDatabase({ folder, address: postgres.address })] : [])];
    const queues = await Promise.all(databases.map((one) => openJobs(one, { onError: () => {} })));
    const ends = await Promise.all(queues.map((jobs, at) => workAtTrainings({ database: databases[at] as Database, jobs, folder: place })));
    expect((await readdir(place)).filter((name) => name !== lost).sort()).toEqual([strange, "notes"].sort());
    expect(await database.query("select data->>'id' as id from jobs.job where name = 'train'")).toEqual([{ id: lost }]);
    for (const end of ends) await end();
    for (const jobs of queues) await jobs.stop();
    for (const other of databases.slice(1)) await other.close();
  });
});
