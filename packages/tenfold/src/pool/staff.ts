import { InputError } from "../errors.js";
import { type Job, type Remote, startRemote, WorkerDeath } from "./remote.js";
import { withinTime } from "./time-limit.js";
import type { WorkerProgram } from "./worker-link.js";

export interface StaffSetup {
  readonly program: WorkerProgram;
  /** Each worker's first job, without which it is of no use. */
  readonly opening: Job;
  /** How many workers there shall be. */
  readonly workers: number;
  /** How long a start may take, in milliseconds: a program that is silent for longer is another one. */
  readonly startingMs: number;
  /** The sentence for one that cannot be started. */
  readonly unstarted: (reason: string) => string;
}

/** Who is told what. */
export interface StaffEvents {
  /** A worker is free. */
  free(): void;
  /** There is no worker, and none could be started. */
  none(reason: unknown): void;
}

/** Workers of one kind, as many as there shall be: who dies or is dismissed is replaced. */
export interface Staff {
  /** What the first worker answered to its opening. */
  readonly opened: unknown;
  /** Whether one is free. */
  readonly hasFree: boolean;
  /** How many are being started. */
  readonly coming: number;
  /** One that is free, which is so no more. */
  take(): Remote | undefined;
  /** Gives one back, where it still lives. */
  release(worker: Remote): void;
  /** Ends one. */
  dismiss(worker: Remote): void;
  /** Tries again to start those that could not be. */
  fill(): void;
  /** Ends all, for good. */
  end(): Promise<void>;
}

/** @throws InputError when one cannot be started; what it throws when it cannot be opened */
export async function startStaff({ program, opening, workers, startingMs, unstarted }: StaffSetup, events: StaffEvents): Promise<Staff> {
  const staff = new Set<Remote>();
  const free: Remote[] = [];
  const starting = new Set<Promise<unknown>>();
  let hasEnded = false;

  async function start(): Promise<unknown> {
    let worker: Remote | undefined;
    try {
      worker = startRemote(program, lose);
      const opened = await withinTime(startingMs, worker.call(opening), () => new WorkerDeath("it does not answer"));
      if (hasEnded) await worker.end();
      else enlist(worker);
      return opened;
    } catch (error) {
      await worker?.end();
      throw error instanceof InputError && worker ? error : new InputError(unstarted((error as Error).message), { cause: error });
    }
  }

  function recruit(): Promise<unknown> {
    const started = start().finally(() => starting.delete(started));
    starting.add(started);
    return started;
  }

  function fill(): void {
    for (let missing = workers - staff.size - starting.size; missing > 0 && !hasEnded; missing--) {
      recruit().catch((error) => {
        if (staff.size + starting.size === 0) events.none(error);
      });
    }
  }

  function enlist(worker: Remote): void {
    staff.add(worker);
    release(worker);
  }

  function lose(worker: Remote): void {
    if (!staff.delete(worker)) return; // one that is being started: who starts it hears of its death
    if (free.includes(worker)) free.splice(free.indexOf(worker), 1);
    fill();
  }

  function release(worker: Remote): void {
    if (!staff.has(worker)) return;
    worker.hold(false);
    free.push(worker);
    events.free();
  }

  async function end(): Promise<void> {
    hasEnded = true;
    free.length = 0;
    await Promise.all([...staff].map((worker) => worker.end()));
    staff.clear();
    await Promise.allSettled(starting);
  }

  const starts = await Promise.allSettled(Array.from({ length: workers }, recruit));
  const failed = starts.find(({ status }) => status === "rejected");
  if (failed) {
    await end();
    throw (failed as PromiseRejectedResult).reason;
  }
  return {
    opened: (starts[0] as PromiseFulfilledResult<unknown>).value,
    get hasFree() {
      return free.length > 0;
    },
    get coming() {
      return starting.size;
    },
    take() {
      const worker = free.pop();
      worker?.hold(true);
      return worker;
    },
    release,
    dismiss(worker) {
      void worker.end();
      lose(worker);
    },
    fill,
    end,
  };
}
