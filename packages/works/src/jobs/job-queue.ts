import type { PgBoss } from "pg-boss";
import type { Database, Queries } from "../store/database.js";
import { type JobWork, workAtJobs } from "./work-at-jobs.js";

/** Jobs in the database: pg-boss, with a queue for each kind of work. `stop` it before the database is closed. */
export interface JobQueue {
  /**
   * Sends a job within a transaction: it is there if all else is.
   *
   * @param group of jobs with the same one, one is worked at at a time
   */
  send(kind: JobKind, data: JobData, queries: Queries, group?: string): Promise<void>;
  /**
   * Works at jobs of a kind, several at a time, until the queue is stopped: the oldest first, and of a group one at a time in this process. A job whose work
   * throws is tried again later, and those after it are not held up by it.
   *
   * @param work hears by its signal that the job is its no more: it took too long, or another process was given it, as where this one was thought dead
   */
  work(kind: JobKind, count: number, work: (data: JobData, signal: AbortSignal) => Promise<void>): void;
  /** Is told of jobs that were tried in vain. */
  onGivenUp(kind: JobKind, work: (data: JobData) => Promise<void>): Promise<void>;
  /** How many jobs of a kind wait or are being worked at. */
  waiting(kind: JobKind): Promise<number>;
  /** How many documents of a batch are being read at the moment. */
  readingOf(batch: string): Promise<number>;
  /** No new jobs; those at work end. */
  stop(): Promise<void>;
}

/** Documents to read, messages to webhooks, trainings. */
export type JobKind = "read" | "webhook" | "train";

/** What work throws that has noted itself why it failed, and is to be tried again. */
export class TryAgain extends Error {
  override name = "TryAgain";
}

/** What a job is about. */
export interface JobData {
  readonly id: string;
}

export interface JobQueueOptions {
  /** Hears of what goes wrong in the queue itself. */
  readonly onError: (error: Error) => void;
  /** How long a job may take before another worker is given it, in seconds. */
  readonly expireInSeconds?: number | undefined;
  /** How often a message to a webhook is tried again, and the seconds before the first time, doubled with each. */
  readonly webhooks?: { readonly retryLimit: number; readonly retryDelay: number } | undefined;
  /** Milliseconds between two looks for jobs where there were none; half a second to two unless told. Tests are in a hurry. */
  readonly pollMs?: number | undefined;
}

/** A target that is down for a night still gets its messages: tried 14 times again, after 5 to 10 s, then ever later, up to six hours between two: some 20 hours in all. */
const WEBHOOKS = { retryLimit: 14, retryDelay: 5 };
/** At most so many seconds between two tries. */
const LONGEST_DELAY = 6 * 3600;
/** A job that ended its worker, or threw, is tried so often more; a kill of the whole process counts as well. */
const RETRIES = 5;
/** A worker that has not told for so long that it is at a job is dead, in seconds. */
const HEARTBEAT = 15;
/** Seconds between two looks for workers that have died. */
const LOOKING = 5;
/** Jobs that nobody takes are kept: ten years, in seconds. */
const KEPT = 10 * 365 * 24 * 3600;
/** Jobs that are done are kept for a week, for those who look into the database: in seconds. What they were about is kept elsewhere. */
const KEPT_DONE = 7 * 24 * 3600;
/** Milliseconds between two looks for jobs where there were none. */
const POLLING: Readonly<Record<JobKind, number>> = { read: 500, webhook: 1000, train: 2000 };
/** So long jobs at work are waited for when the queue is stopped, in milliseconds. */
const STOPPING = 30_000;
const KINDS: readonly JobKind[] = ["read", "webhook", "train"];
/** A training takes longer than a document, in seconds; whether its worker lives is told by its heartbeat. */
const LONGEST_TRAINING = 12 * 3600;

/**
 * Opens the queue, with its own tables in a schema of the database.
 *
 * Results are kept in a transaction of their own that looks whether they are there (`recordReading`), so a job that is done twice has one
 * result. pg-boss's own `transactional` workers would hold a transaction while a document is read, and with it the only connection that an
 * embedded database has.
 */
export async function openJobs(
  database: Database,
  { onError, expireInSeconds = 300, webhooks = WEBHOOKS, pollMs }: JobQueueOptions,
): Promise<JobQueue> {
  const { PgBoss } = await import("pg-boss");
  const boss: PgBoss = new PgBoss({
    ...database.forJobs,
    schema: "jobs",
    superviseIntervalSeconds: LOOKING,
    monitorIntervalSeconds: LOOKING,
  });
  boss.on("error", onError);
  await boss.start();
  for (const kind of KINDS) {
    const given = givenUp(kind);
    const kept = { retentionSeconds: KEPT, deleteAfterSeconds: KEPT_DONE };
    await boss.createQueue(given, kept);
    await boss.updateQueue(given, kept);
    const options = {
      ...(kind === "webhook" ? webhooks : { retryLimit: RETRIES, retryDelay: 1 }),
      retryBackoff: true,
      retryDelayMax: LONGEST_DELAY,
      expireInSeconds: kind === "train" ? LONGEST_TRAINING : expireInSeconds,
      heartbeatSeconds: HEARTBEAT,
      deadLetter: given,
      ...kept,
    };
    await boss.createQueue(kind, options);
    await boss.updateQueue(kind, options);
  }
  const told = (error: unknown): never => {
    if (!(error instanceof TryAgain)) onError(error as Error);
    throw error;
  };
  const working: JobWork[] = [];
  // Where the disk is all but full, jobs wait: what they keep would have no room.
  const mayBegin = () =>
    database.refuseWithoutRoom({ what: "job" }).then(
      () => true,
      () => false,
    );
  return {
    async send(kind, data, queries, group) {
      const db = { executeSql: async (text: string, values?: unknown[]) => ({ rows: await queries.query(text, values ?? []) }) };
      await boss.send(kind, data, { db, ...(group !== undefined && { group: { id: group } }) });
    },
    work(kind, count, work) {
      const careful = (data: JobData, signal: AbortSignal) => work(data, signal).catch(told);
      working.push(workAtJobs<JobData>(boss, kind, { count, pollMs: pollMs ?? POLLING[kind], mayBegin, work: careful, onError }));
    },
    async onGivenUp(kind, work) {
      await boss.work<JobData>(givenUp(kind), { pollingIntervalSeconds: pollMs === undefined ? 2 : 0.5 }, async (jobs) => {
        for (const { data } of jobs) await work(data);
      });
    },
    async waiting(kind) {
      const [row] = await database.query<{ count: number }>(
        "select count(*)::int as count from jobs.job where name = $1 and state in ('created', 'retry', 'active')",
        [kind],
      );
      return row?.count ?? 0;
    },
    async readingOf(batch) {
      const [row] = await database.query<{ count: number }>(
        `select count(*)::int as count from jobs.job join documents on documents.id = (job.data->>'id')::uuid
         where job.name = 'read' and job.state = 'active' and batch = $1 and status = 'waiting'`,
        [batch],
      );
      return row?.count ?? 0;
    },
    async stop() {
      await Promise.all(working.map((one) => one.stop(STOPPING)));
      await boss.stop({ graceful: true, close: true, timeout: STOPPING });
    },
  };
}

function givenUp(kind: JobKind): string {
  return `${kind}-given-up`;
}
