import type { JobQueue } from "../../jobs/job-queue.js";
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
  await database.transaction(async (queries) => {
    const lost = await queries.query<{ id: string }>(
      `select id from trainings where state in ('waiting', 'running') and not exists (
         select from jobs.job where name = 'train' and data->>'id' = trainings.id::text and state in ('created', 'retry', 'active')
       )`,
    );
    for (const { id } of lost) await jobs.send("train", { id }, queries);
  });
  await jobs.work("train", 1, async ({ id }) => {
    if (end.signal.aborted) return;
    atWork = runTraining(id, { ...place, signal: end.signal });
    await atWork;
  });
  await jobs.onGivenUp("train", async ({ id }) => {
    const error = "its process ended time and again before it was done; look at the server's memory, and start another";
    await endTraining(database, id, { state: "failed", error });
  });
  return async () => {
    end.abort();
    await atWork?.catch(() => {});
  };
}
