import type { JobWithMetadata, PgBoss } from "pg-boss";
import type { Database, Queries } from "../store/database.js";

type Job<Data> = JobWithMetadata<Data>;

/** What jobs of a queue are worked at by. */
export interface JobWorkOptions<Data> {
  /** How many at a time. */
  readonly count: number;
  /** Milliseconds between two looks for jobs while there are none; after a job it is looked at once. */
  readonly pollMs: number;
  /** The same once there were none for a minute, where whoever sends one calls `wake`; `pollMs` unless told. */
  readonly idleMs?: number | undefined;
  /** Whether one may be begun at the moment. */
  readonly mayBegin: () => Promise<boolean>;
  readonly work: (data: Data, job: TakenJob) => Promise<void>;
  /** Whether of those that were sent with the same group one is worked at at a time. */
  readonly oneOfAGroup?: boolean | undefined;
  /** Groups whose jobs are left to others. */
  readonly leave?: (() => readonly string[]) | undefined;
  /** Whether a job is done with no other beside it: where it ends the process, it was the job. */
  readonly isAlone?: ((data: Data) => boolean) | undefined;
  /** How long others wait for word of a job before they take it for lost, in seconds. */
  readonly deadAfter: number;
  /** Hears of what goes wrong in the queue itself. */
  readonly onError: (error: Error) => void;
}

/** A job that was taken. */
export interface TakenJob {
  /** Tells that it is its no more: it took too long, or another process was given it. */
  readonly signal: AbortSignal;
  /** How often it was begun before. */
  readonly tries: number;
  readonly priority: number;
  readonly group: string | undefined;
  /** Notes it as done within a transaction of the work's own. */
  complete(queries: Queries): Promise<void>;
  /** Leaves it to others, or to this process when it is back: as it was, in its place, and this was no try. */
  giveBack(): Promise<void>;
}

/** Where jobs are taken from. */
export interface JobSource {
  readonly boss: PgBoss;
  readonly database: Database;
  readonly queue: string;
}

/** Work that goes on until it is stopped. */
export interface JobWork {
  /** Looks for jobs at once: one was sent. */
  wake(): void;
  /**
   * Takes no more jobs, and waits for those at work.
   *
   * @param timeoutMs what takes longer is given back
   */
  stop(timeoutMs: number): Promise<void>;
}

/** A job at work. */
interface AtWork<Data> {
  readonly job: Job<Data>;
  /** Tells its work that it is this process's no more. */
  readonly lost: AbortController;
  /** Whether it was given back. */
  isOver: boolean;
  ended: Promise<void>;
}

/** After so many milliseconds without a job none is expected soon; those that are tried again mostly are within it. */
const LULL = 60_000;
/** Of its heartbeat's time a worker tells after such a part that it is at a job. */
const EARLY = 3;

/**
 * Works at the jobs of a queue: those of the highest priority first, of these the oldest. pg-boss's own workers each look for jobs by a clock, and take one a look: too few where jobs are short, and too many looks where
 * there is a worker for every group.
 */
export function workAtJobs<Data extends object>(
  { boss, database, queue }: JobSource,
  {
    count,
    pollMs,
    idleMs = pollMs,
    mayBegin,
    work,
    onError,
    oneOfAGroup = false,
    leave,
    isAlone = () => false,
    deadAfter,
  }: JobWorkOptions<Data>,
): JobWork {
  const atWork = new Set<AtWork<Data>>();
  let isStopped = false;
  let isClearing = false; // nothing is taken until nothing is at work: a job is to be done alone
  let wake = () => {};
  let lastSeen = performance.now();

  async function next(): Promise<Job<Data> | undefined> {
    isClearing &&= atWork.size > 0;
    const isFull = atWork.size >= count || [...atWork].some(({ job }) => isAlone(job.data));
    if (isStopped || isClearing || isFull || !(await mayBegin())) return undefined;
    const groups = [...(oneOfAGroup ? [...atWork].flatMap(({ job }) => job.groupId ?? []) : []), ...(leave?.() ?? [])];
    const [job] = await boss.fetch<Data>(queue, { includeMetadata: true, ...(groups.length > 0 && { ignoreGroups: groups }) });
    if (job && isAlone(job.data) && atWork.size > 0) {
      await putBack(job);
      isClearing = true;
      return undefined;
    }
    if (!job || job.heartbeatSeconds === deadAfter) return job;
    // How long to wait for word of it is this worker's to say, whoever has sent it.
    await database.query("update jobs.job set heartbeat_seconds = $3 where name = $1 and id = $2", [queue, job.id, deadAfter]);
    return { ...job, heartbeatSeconds: deadAfter };
  }

  /** What has no start before does not count the next one as another try. */
  async function putBack({ id, retryCount }: Job<Data>): Promise<void> {
    await database.query(
      `update jobs.job set state = 'created', started_on = null, heartbeat_on = null
       where name = $1 and id = $2 and state = 'active' and retry_count = $3`,
      [queue, id, retryCount],
    );
  }

  function begin(job: Job<Data>): void {
    const own: AtWork<Data> = { job, lost: new AbortController(), isOver: false, ended: Promise.resolve() };
    atWork.add(own);
    own.ended = done(own).finally(() => {
      atWork.delete(own);
      wake();
    });
  }

  async function leaveOne(own: AtWork<Data>): Promise<void> {
    try {
      await putBack(own.job);
      own.isOver = true;
    } finally {
      own.lost.abort();
    }
  }

  /** Does a job and notes how it went. One that runs on after it was lost keeps its place until it ends. */
  async function done(own: AtWork<Data>): Promise<void> {
    const { job, lost } = own;
    const expiry = setTimeout(() => lost.abort(), job.expireInSeconds * 1000);
    const beat = setInterval(() => void tellAlive(own), ((job.heartbeatSeconds || 60) * 1000) / EARLY);
    let isDone = false;
    const complete = async (queries: Queries) => {
      await boss.complete(queue, job, null, { db: within(queries) });
      isDone = true; // where the transaction fails all the same, the work throws
    };
    const { retryCount: tries, priority, groupId } = job;
    const taken = { tries, priority, group: groupId ?? undefined, complete, giveBack: () => leaveOne(own) };
    try {
      await work(job.data, { signal: lost.signal, ...taken });
      if (isDone || own.isOver) return;
      lost.signal.throwIfAborted();
      await boss.complete(queue, job);
    } catch (error) {
      if (own.isOver) return;
      await boss.fail(queue, job, error as Error).catch(onError); // it is given to another once its heartbeat is missed
    } finally {
      clearTimeout(expiry);
      clearInterval(beat);
    }
  }

  async function tellAlive({ job, lost, isOver }: AtWork<Data>): Promise<void> {
    if (isOver) return;
    const touched = await boss.touch(queue, job).catch(onError); // a database that is away says nothing of whose the job is
    if (touched && (touched as { readonly affected?: number }).affected === 0) lost.abort();
  }

  async function run(): Promise<void> {
    while (!isStopped) {
      const woken = new Promise<void>((done) => {
        wake = done;
      });
      const job = await next().catch((error: Error) => {
        onError(error);
        return undefined;
      });
      if (job || atWork.size > 0) lastSeen = performance.now();
      if (job) begin(job);
      else if (!isStopped) await soon(woken, performance.now() - lastSeen < LULL ? pollMs : idleMs);
    }
  }

  const running = run();
  return {
    wake: () => {
      lastSeen = performance.now();
      wake();
    },
    async stop(timeoutMs) {
      isStopped = true;
      wake();
      await running;
      await soon(Promise.all([...atWork].map(({ ended }) => ended)), timeoutMs);
      for (const own of atWork) await leaveOne(own).catch(onError);
    },
  };
}

/** pg-boss's statements in a transaction of ours. */
export function within(queries: Queries) {
  return { executeSql: async (text: string, values?: unknown[]) => ({ rows: await queries.query(text, values ?? []) }) };
}

/** Waits for something, or for so long. */
async function soon(something: Promise<unknown>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([
    something,
    new Promise<void>((done) => {
      timer = setTimeout(done, ms);
    }),
  ]);
  clearTimeout(timer);
}
