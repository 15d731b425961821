import { rm } from "node:fs/promises";
import { join } from "node:path";
import { InputError } from "tenfold";
import { type Host, Interrupted } from "../host.js";
import { whenThere } from "../jobs/database-away.js";
import type { JobQueue } from "../jobs/job-queue.js";
import type { TakenJob } from "../jobs/work-at-jobs.js";
import { sourceIn, whereOf } from "../records/data-source.js";
import { PlaceTakenError } from "../resumable/place-taken.js";
import { dataOf } from "../runs/opening/begun-data.js";
import type { Database, Queries } from "../store/database.js";
import { finishRun } from "../studies/making/finish-run.js";
import { parseRunOrder, type RunOrder } from "../studies/making/run-order.js";
import { studyFolder, studyRun } from "../studies/study-folder.js";
import { readRunFiles } from "./run-files.js";
import { engineHere, failRun, keepRun, type SentRun, sentRun } from "./study-runs.js";

export interface StudyWork {
  readonly database: Database;
  readonly jobs: JobQueue;
  /** Where runs at work lie. */
  readonly folder: string;
  /** Told in a sentence why a study is left to others. */
  readonly tell?: ((sentence: string) => void) | undefined;
}

/** A study that is left to others is looked at again after so long, in milliseconds. */
const LEFT_MS = 30_000;

/**
 * Makes runs of studies, one at a time, now and from now on: those that come to the same bits here, and whose data is seen from here.
 *
 * @returns what breaks off the one at work, to be called before the jobs are stopped: another worker, or this one when it is back, makes it
 */
export async function workAtStudies({ database, jobs, folder, tell }: StudyWork): Promise<() => Promise<void>> {
  const end = new AbortController();
  const own = await engineHere();
  const left = new Map<string, number>();
  let atWork: Promise<void> | undefined;
  const leave = async (run: SentRun, job: TakenJob, why: string) => {
    if (!left.has(run.study)) tell?.(why);
    left.set(run.study, performance.now() + LEFT_MS);
    await job.giveBack();
  };
  async function make(id: string, job: TakenJob): Promise<void> {
    const sent = await sentRun(database, id);
    if (sent?.state !== "waiting") return; // done before a kill, or nobody's any more
    if (sent.engine !== own) {
      return leave(
        sent,
        job,
        `a study wants ${sent.engine}, and this worker is ${own}: it would come to other bits, and leaves it to others`,
      );
    }
    const order = parseRunOrder(sent.order);
    const unseen = await dataOf(order.study, whereOf(sourceIn(order.study.data))).then(() => undefined, asInputError);
    if (unseen) return leave(sent, job, `a study's data is not to be had here, and it is left to others: ${unseen.message}`);
    await ended(sent, order, job);
  }
  async function ended(sent: SentRun, order: RunOrder, job: TakenJob): Promise<void> {
    const { id } = sent;
    const own = join(folder, id);
    const run = studyRun(studyFolder(own), order.arm, order.seed);
    const given = { source: sourceIn(order.study.data), callbacks: [], resumeCommand: "its study" };
    const signal = AbortSignal.any([end.signal, job.signal]);
    try {
      await finishRun(run, order, given, hostUntil(signal));
    } catch (error) {
      if (error instanceof Interrupted && !job.signal.aborted) return job.giveBack();
      // Another worker of this machine is still at it, as after a cut of the network; it learns that the run is no more its.
      if (error instanceof PlaceTakenError && !job.signal.aborted) return leave(sent, job, `a run of a study waits: ${error.message}`);
      const fault = asInputError(error);
      await inOne(job, (queries) => failRun(queries, id, fault.message));
      return;
    }
    const files = await readRunFiles(run);
    await inOne(job, (queries) => keepRun(queries, id, files));
    await rm(own, { recursive: true, force: true });
  }
  /** What came of a job, and that it is done: both or neither. */
  const inOne = (job: TakenJob, keep: (queries: Queries) => Promise<void>) =>
    whenThere(
      () =>
        database.transaction(async (queries) => {
          await keep(queries);
          await job.complete(queries);
        }),
      job.signal,
    );
  jobs.work(
    "study",
    1,
    async ({ id }, job) => {
      if (end.signal.aborted) return job.giveBack();
      atWork = make(id, job);
      await atWork;
    },
    {
      leave() {
        const now = performance.now();
        for (const [study, until] of left) if (until < now) left.delete(study);
        return [...left.keys()];
      },
    },
  );
  await jobs.onGivenUp("study", ({ id }) =>
    failRun(database, id, "its workers ended time and again before it was done; look at their memory"),
  );
  return async () => {
    end.abort();
    await atWork?.catch(() => {});
  };
}

/** @throws what is no fault of what was asked for */
function asInputError(error: unknown): InputError {
  if (error instanceof InputError) return error;
  throw error;
}

/** Nobody looks on, and work ends where the signal says so. */
function hostUntil(signal: AbortSignal): Host {
  return { tell() {}, progress() {}, interruption: () => ({ signal, end() {} }) };
}
