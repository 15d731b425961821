import type { PgBoss } from "pg-boss";
import type { Database, Queries } from "../store/database.js";
import { whenThere } from "./database-away.js";
import { type JobWork, type TakenJob, within, workAtJobs } from "./work-at-jobs.js";

/** Jobs in the database: pg-boss, with a queue for each kind of work. `stop` it before the database is closed. */
export interface JobQueue {
  /** Sends a job within a transaction: it is there if all else is. */
  send(kind: JobKind, data: JobData, queries: Queries, how?: SendOptions): Promise<void>;
  /** Sends many with one statement. */
  sendAll(kind: JobKind, all: readonly (SendOptions & { readonly data: JobData })[], queries: Queries): Promise<void>;
  /**
   * Works at jobs of a kind, several at a time, until the queue is stopped: those of the highest priority first, of these the oldest. A job whose work
   * throws is tried again later, and those after it are not held up by it.
   */
  work(kind: JobKind, count: number, work: (data: JobData, job: TakenJob) => Promise<void>, how?: WorkOptions): void;
  /** Is told of jobs that were tried in vain. */
  onGivenUp(kind: JobKind, work: (data: JobData) => Promise<void>): Promise<void>;
  /** How much of a kind waits or is being worked at; of what travels together each thing counts. */
  waiting(kind: JobKind): Promise<number>;
  /** How many documents of a batch are being read at the moment. */
  readingOf(batch: string): Promise<number>;
  /** How it is with each kind, over all machines. */
  states(): Promise<QueueState[]>;
  /** No new jobs; those at work end. */
  stop(): Promise<void>;
}

/** Documents to read, messages to webhooks, trainings from corrections, runs of studies. */
export type JobKind = "read" | "webhook" | "train" | "study";

/** What a job is about. */
export interface JobData {
  readonly id: string;
  /** Of several small things that travel in one job all, `id` the first. */
  readonly ids?: readonly string[];
  /** Whether a worker ended at it or beside it: it is tried where nothing else is at work, so that it is known which of them it was. */
  readonly suspect?: true;
}

export interface SendOptions {
  /** What it belongs to: a webhook, a batch. */
  readonly group?: string | undefined;
  /** Those with a higher one come first; 0 unless told. */
  readonly priority?: number | undefined;
  /** How often it is tried again; as often as its kind unless told. */
  readonly retryLimit?: number | undefined;
}

export interface WorkOptions {
  /** Of a group one at a time in this process. */
  readonly oneOfAGroup?: boolean | undefined;
  /** Groups whose jobs are left to others. */
  readonly leave?: (() => readonly string[]) | undefined;
  /** Whether a job is done with no other of its kind beside it in this process. */
  readonly isAlone?: ((data: JobData) => boolean) | undefined;
}

/** How it is with the jobs of a kind. */
export interface QueueState {
  readonly kind: JobKind;
  readonly waiting: number;
  readonly active: number;
  /** Those that were given up, of the last week. */
  readonly givenUp: number;
  /** Seconds since the oldest one that waits was sent; null where none waits. */
  readonly oldest: number | null;
}

/** What work throws that has noted itself why it failed, and is to be tried again. */
export class TryAgain extends Error {
  override name = "TryAgain";
}

export interface JobQueueOptions {
  /** Hears of what goes wrong in the queue itself. */
  readonly onError: (error: Error) => void;
  /** How long a document or a message may take before another worker is given it, in seconds; 12 hours and 5 minutes unless told. */
  readonly expireInSeconds?: number | undefined;
  /** How long another waits for word of this process before it takes its jobs for lost, in seconds from 10; 12 unless told. */
  readonly deadAfter?: number | undefined;
  /** How often a message to a webhook is tried again, and the seconds before the first time, doubled with each. */
  readonly webhooks?: { readonly retryLimit: number; readonly retryDelay: number } | undefined;
  /** Milliseconds between two looks for jobs where there were none; half a second to two unless told. Tests are in a hurry. */
  readonly pollMs?: number | undefined;
  /** Seconds between two looks for workers that have died and for jobs that were done long ago; unless told 4, in an embedded database 60. */
  readonly superviseSeconds?: number | undefined;
}

/** A target that is down for a night still gets its messages: tried 14 times again, after 5 to 10 s, then ever later, up to six hours between two: some 20 hours in all. */
const WEBHOOKS = { retryLimit: 14, retryDelay: 5 };
/** At most so many seconds between two tries. */
const LONGEST_DELAY = 6 * 3600;
/** A job that ended its worker, or threw, is tried so often more; a kill of the whole process counts as well. */
const RETRIES: Readonly<Record<JobKind, number>> = { read: 2, train: 5, study: 5, webhook: WEBHOOKS.retryLimit };
/** A worker that has not told for so long that it is at a job is dead, in seconds. */
const HEARTBEAT = 12;
/** Seconds between two looks for workers that have died; an embedded database has but one process, which gives out again what it finds when it starts. */
const LOOKING = { server: 4, embedded: 60 };
/** Seconds between two looks for jobs that wait for others, of which there are none. */
const FLOWS = 3600;
/** Jobs that nobody takes are kept: ten years, in seconds. */
const KEPT = 10 * 365 * 24 * 3600;
/** Jobs that are done are kept for a week, for those who look into the database: in seconds. What they were about is kept elsewhere. */
const KEPT_DONE = 7 * 24 * 3600;
/** Milliseconds between two looks for jobs where there were none. */
const POLLING: Readonly<Record<JobKind, number>> = { read: 500, webhook: 1000, train: 2000, study: 1000 };
/** So long jobs at work are waited for when the queue is stopped, in milliseconds. */
const STOPPING = 30_000;
/** The same in an embedded database, which hears of each job that is sent, once there was none for a minute: each look costs the time of a tenth of a read. */
const IDLE = 10_000;
/** Seconds between two looks for jobs that were given up. */
const GIVEN_UP = { server: 2, embedded: 10 };
const KINDS: readonly JobKind[] = ["read", "webhook", "train", "study"];
/** So many jobs go into the database with one statement. */
const INSERTED = 1000;
/** So long a job may take, in seconds: a file may have a thousand pages, each with a limit of its own. Whether its worker lives is told by its heartbeat. */
const LONGEST: Readonly<Record<JobKind, number>> = { read: 12 * 3600, train: 12 * 3600, study: 12 * 3600, webhook: 300 };

/**
 * Opens the queue, with its own tables in a schema of the database.
 *
 * What came of a job and that it is done are kept in one transaction at its end, which looks whether a result is there (`keepReadings`), so a job that is
 * done twice has one result. pg-boss's own `transactional` workers would hold a transaction while a document is read, and with it the only connection that
 * an embedded database has.
 */
export async function openJobs(
  database: Database,
  {
    onError,
    expireInSeconds,
    webhooks = WEBHOOKS,
    pollMs,
    deadAfter = HEARTBEAT,
    superviseSeconds = LOOKING[database.kind],
  }: JobQueueOptions,
): Promise<JobQueue> {
  const { PgBoss } = await import("pg-boss");
  const boss: PgBoss = new PgBoss({
    ...database.forJobs,
    schema: "jobs",
    superviseIntervalSeconds: superviseSeconds,
    monitorIntervalSeconds: superviseSeconds,
    flowIntervalSeconds: FLOWS,
  });
  boss.on("error", onError);
  await boss.start();
  for (const kind of KINDS) {
    const given = givenUp(kind);
    const kept = { retentionSeconds: KEPT, deleteAfterSeconds: KEPT_DONE };
    await boss.createQueue(given, kept);
    await boss.updateQueue(given, kept);
    const options = {
      ...(kind === "webhook" ? webhooks : { retryLimit: RETRIES[kind], retryDelay: 1 }),
      retryBackoff: true,
      retryDelayMax: LONGEST_DELAY,
      expireInSeconds: (kind === "train" || kind === "study" ? undefined : expireInSeconds) ?? LONGEST[kind],
      heartbeatSeconds: HEARTBEAT,
      deadLetter: given,
      ...kept,
    };
    await boss.createQueue(kind, options);
    await boss.updateQueue(kind, options);
  }
  if (database.kind === "embedded") await giveOutAgain(boss, database);
  const told = (error: unknown): never => {
    if (!(error instanceof TryAgain)) onError(error as Error);
    throw error;
  };
  const working: { readonly kind: JobKind; readonly jobs: JobWork }[] = [];
  // It is sent within a transaction, and a look of an embedded database waits for that to end.
  const wake = (kind: JobKind) => {
    for (const one of working) if (one.kind === kind) one.jobs.wake();
  };
  // Where the disk is all but full, jobs wait: what they keep would have no room.
  const mayBegin = () =>
    database.refuseWithoutRoom({ what: "job" }).then(
      () => true,
      () => false,
    );
  return {
    async send(kind, data, queries, { group, ...how } = {}) {
      await boss.send(kind, data, { db: within(queries), ...given(how), ...(group !== undefined && { group: { id: group } }) });
      wake(kind);
    },
    async sendAll(kind, all, queries) {
      const jobs = all.map(({ data, group, ...how }) => ({ data, ...given(how), ...(group !== undefined && { group: { id: group } }) }));
      for (let at = 0; at < jobs.length; at += INSERTED) await boss.insert(kind, jobs.slice(at, at + INSERTED), { db: within(queries) });
      wake(kind);
    },
    work(kind, count, work, how = {}) {
      const careful = (data: JobData, job: TakenJob) => work(data, job).catch(told);
      const idleMs = database.kind === "embedded" ? (pollMs ?? IDLE) : undefined;
      const options = { count, pollMs: pollMs ?? POLLING[kind], idleMs, deadAfter, mayBegin, work: careful, onError, ...how };
      working.push({ kind, jobs: workAtJobs<JobData>({ boss, database, queue: kind }, options) });
    },
    async onGivenUp(kind, work) {
      await boss.work<JobData>(
        givenUp(kind),
        { pollingIntervalSeconds: pollMs === undefined ? GIVEN_UP[database.kind] : 0.5 },
        async (jobs) => {
          for (const { data, signal } of jobs) await whenThere(() => work(data), signal); // given up here, too, it would wait for ever
        },
      );
    },
    async waiting(kind) {
      const [row] = await database.query<{ count: number }>(
        `select coalesce(sum(jsonb_array_length(coalesce(data->'ids', '[1]'))), 0)::int as count from jobs.job
         where name = $1 and state in ('created', 'retry', 'active')`,
        [kind],
      );
      return row?.count ?? 0;
    },
    async readingOf(batch) {
      const [row] = await database.query<{ count: number }>(
        `select count(*)::int as count from jobs.job,
           lateral jsonb_array_elements_text(coalesce(data->'ids', jsonb_build_array(data->'id'))) as one (id)
           join documents on documents.id = one.id::uuid
         where job.name = 'read' and job.state = 'active' and batch = $1 and status = 'waiting'`,
        [batch],
      );
      return row?.count ?? 0;
    },
    async states() {
      const rows = await database.query<QueueState & { readonly kind: string }>(
        `select name as kind, count(*) filter (where state in ('created', 'retry'))::int as waiting, count(*) filter (where state = 'active')::int as active,
           count(*) filter (where state = 'failed')::int as "givenUp",
           extract(epoch from now() - min(created_on) filter (where state in ('created', 'retry')))::float8 as oldest
         from jobs.job where name = any($1::text[]) and state <> 'completed' group by name`,
        [KINDS],
      );
      const none = { waiting: 0, active: 0, givenUp: 0, oldest: null };
      return KINDS.map((kind) => rows.find((row) => row.kind === kind) ?? { kind, ...none });
    },
    async stop() {
      await Promise.all(working.map(({ jobs }) => jobs.stop(STOPPING)));
      await boss.stop({ graceful: true, close: true, timeout: STOPPING });
    },
  };
}

/**
 * An embedded database has but one process, and this one has only begun: what is at work there was another's, which has ended, and counts as tried. To
 * wait for its missed heartbeat would mean a minute, as it had been alive when the queue was looked after last.
 */
async function giveOutAgain(boss: PgBoss, database: Database): Promise<void> {
  const left = await database.query<{ id: string; kind: JobKind }>(
    "select id, name as kind from jobs.job where state = 'active' and name = any($1::text[])",
    [KINDS],
  );
  for (const { id, kind } of left) await boss.fail(kind, id, { message: "the process that was at it has ended" });
}

/** Without what is not told, of which pg-boss would say that it is no number. */
function given({ priority, retryLimit }: SendOptions) {
  return { ...(priority !== undefined && { priority }), ...(retryLimit !== undefined && { retryLimit }) };
}

function givenUp(kind: JobKind): string {
  return `${kind}-given-up`;
}
