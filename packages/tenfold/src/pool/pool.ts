import { onAbort } from "../calls/on-abort.js";
import { BusyError, TimeoutError } from "../errors.js";
import { type Job, type Remote, WorkerDeath } from "./remote.js";
import { type StaffSetup, startStaff } from "./staff.js";
import { withinTime } from "./time-limit.js";

export interface PoolSetup extends StaffSetup {
  /** The most calls that may wait. */
  readonly queue: number;
  /** How long a worker may be at a call, in milliseconds; Infinity for no limit. */
  readonly timeoutMs: number;
  /** What calls fail with after the end. */
  readonly closed: Error;
}

/** Workers that share the calls that come: each does the next as soon as it is free. */
export interface Pool {
  /** What a worker answered to its opening. */
  readonly opened: unknown;
  /** Calls that workers are at. */
  readonly atWork: number;
  /** Calls that wait for a worker. */
  readonly waiting: number;
  /**
   * @param what the name of the call in errors
   * @param job what is sent to the worker; asked for at once, where the call is taken
   * @param signal takes the call off the queue; when a worker is at it, that goes on unheard, and is free when it is done
   * @throws what the worker throws, in its class; the signal's reason
   * @throws BusyError when no worker is free and as many calls wait as may
   * @throws TimeoutError when the worker is at it for too long, and was ended for that
   * @throws Error when the worker dies at it
   */
  call(what: string, job: () => Job, signal?: AbortSignal): Promise<unknown>;
  /** Ends the workers, each once it is done; calls that wait, and all later ones, fail. */
  dispose(): Promise<void>;
}

interface Call {
  readonly what: string;
  readonly job: Job;
  resolve(output: unknown): void;
  reject(reason: unknown): void;
}

/** @throws InputError when a worker cannot be started; what it throws when it cannot be opened */
export async function startPool({ queue, timeoutMs, closed, ...setup }: PoolSetup): Promise<Pool> {
  const waiting: Call[] = [];
  const working = new Set<Promise<void>>();
  let atWork = 0;
  let disposing: Promise<void> | undefined;
  const staff = await startStaff(setup, { free: next, none: failWaiting });

  function next(): void {
    while (waiting.length > 0 && staff.hasFree) {
      const work = done(staff.take() as Remote, waiting.shift() as Call).finally(() => working.delete(work));
      working.add(work);
    }
  }

  async function done(worker: Remote, { what, job, resolve, reject }: Call): Promise<void> {
    const tooLong = () => {
      staff.dismiss(worker);
      return new TimeoutError(`${what}: it took longer than ${timeoutMs} ms and was ended; ask for less, or raise timeoutMs`);
    };
    atWork++;
    try {
      resolve(await withinTime(timeoutMs, worker.call(job), tooLong));
    } catch (error) {
      reject(error instanceof WorkerDeath ? new Error(`${what}: the worker died at it: ${error.message}`, { cause: error }) : error);
    }
    atWork--;
    staff.release(worker);
  }

  function failWaiting(reason: unknown): void {
    for (const call of waiting.splice(0)) call.reject(reason);
  }

  function checkRoom(what: string): void {
    if (disposing) throw closed;
    staff.fill();
    if (staff.hasFree || waiting.length < queue + staff.coming) return;
    const [working, wait] = [
      atWork === 1 ? "1 call is" : `${atWork} calls are`,
      waiting.length === 1 ? "1 waits" : `${waiting.length} wait`,
    ];
    throw new BusyError(`${what}: ${working} at work and ${wait}, as many as may; call again later`);
  }

  function leave(call: Call): void {
    const at = waiting.indexOf(call);
    if (at >= 0) waiting.splice(at, 1);
  }

  async function call(what: string, job: () => Job, signal?: AbortSignal): Promise<unknown> {
    signal?.throwIfAborted();
    checkRoom(what);
    const { promise, ...settle } = promiseWithResolvers();
    const one: Call = { what, job: job(), ...settle };
    const abort = () => {
      leave(one);
      one.reject(signal?.reason);
    };
    const deaf = onAbort(signal, abort);
    waiting.push(one);
    next();
    try {
      return await promise;
    } finally {
      deaf();
    }
  }

  async function end(): Promise<void> {
    failWaiting(closed);
    await Promise.all(working);
    await staff.end();
  }

  return {
    opened: staff.opened,
    get atWork() {
      return atWork;
    },
    get waiting() {
      return waiting.length;
    },
    call,
    dispose() {
      disposing ??= end();
      return disposing;
    },
  };
}

function promiseWithResolvers(): Pick<Call, "resolve" | "reject"> & { readonly promise: Promise<unknown> } {
  let resolve: Call["resolve"] = () => {};
  let reject: Call["reject"] = () => {};
  const promise = new Promise((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
