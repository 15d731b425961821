import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { JobQueue } from "../../jobs/job-queue.js";
import type { Database } from "../../store/database.js";
import { endTraining } from "../kept/trainings.js";
import { runTraining, type TrainingPlace } from "./run-training.js";

export interface TrainingWorkPlace extends Omit<TrainingPlace, "signal"> {
  readonly jobs: JobQueue;
}

/**
 * Does the trainings that are asked for, one at a time, now and from now on. One whose process was ended goes on.
 *
 * @returns what breaks off the one at work, to be called before the jobs are stopped: it goes on at the next start
 */
export async function workAtTrainings(place: TrainingWorkPlace): Promise<() => Promise<void>> {
  const { database, jobs } = place;
  const end = new AbortController();
  let atWork: Promise<void> | undefined;
  await sweep(database, place.folder);
  await database.transaction(async (queries) => {
    await queries.query("lock table trainings in share row exclusive mode"); // of two processes that start at once, one sends the job
    const lost = await queries.query<{ id: string }>(
      `select id from trainings where state in ('waiting', 'running') and not exists (
         select from jobs.job where name = 'train' and data->>'id' = trainings.id::text and state in ('created', 'retry', 'active')
       )`,
    );
    for (const { id } of lost) await jobs.send("train", { id }, queries);
  });
  jobs.work("train", 1, async ({ id }, { signal: lost }) => {
    if (end.signal.aborted) return;
    atWork = runTraining(id, { ...place, signal: AbortSignal.any([end.signal, lost]) });
    await atWork;
  });
  await jobs.onGivenUp("train", async ({ id }) => {
    const error = "its process ended time and again before it was done; look at the server's memory, and start another";
    await endTraining(database, id, { state: "failed", error });
    await sweep(database, place.folder);
  });
  return async () => {
    end.abort();
    await atWork?.catch(() => {});
  };
}

/** Removes what is left on the disk of trainings that have ended, as where a process died before it came to it. */
async function sweep(database: Database, folder: string): Promise<void> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(name));
  const ended = await database.query<{ id: string }>(
    "select id from trainings where id = any($1::uuid[]) and state not in ('waiting', 'running')",
    [names],
  );
  for (const { id } of ended) await rm(join(folder, id), { recursive: true, force: true });
}
