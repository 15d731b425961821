import { type ErrorMessage, errorOf } from "./error-message.js";
import { startWorker } from "./start-worker.js";
import type { WorkerProgram } from "./worker-link.js";

/** A call for a worker. */
export interface Job {
  readonly method: string;
  /** What is sent along. */
  readonly input: unknown;
  /** What of it moves rather than being copied. */
  readonly transfer: readonly Transferable[];
}

/** What a worker sends back. */
export type Answer = { readonly output: unknown } | { readonly error: ErrorMessage };

/** A worker that answers calls, one at a time. */
export interface Remote {
  /**
   * @throws what the worker throws, in its class
   * @throws WorkerDeath when it dies
   */
  call(job: Job): Promise<unknown>;
  /** Whether it keeps a process of Node alive, as it does at first. */
  hold(keeps: boolean): void;
  /** Ends it; a call that it is at gets no answer. */
  end(): Promise<void>;
}

/** Why a worker is no more, in words. */
export class WorkerDeath extends Error {
  override name = "WorkerDeath";
}

/**
 * Starts a worker whose program serves calls (`serveCalls`).
 *
 * @param died called when it dies by itself, after the call that it was at has failed
 */
export function startRemote(program: WorkerProgram, died: (worker: Remote) => void): Remote {
  let settle: ((answer: Answer | WorkerDeath) => void) | undefined;
  let death: WorkerDeath | undefined;

  const link = startWorker(program, {
    message: (answer) => settle?.(answer as Answer),
    died(reason) {
      if (death) return;
      death = new WorkerDeath(reason);
      void link.end();
      settle?.(death);
      died(worker);
    },
  });

  const worker: Remote = {
    hold: link.hold,
    end: link.end,
    call({ method, input, transfer }) {
      return new Promise((resolve, reject) => {
        settle = (answer) => {
          settle = undefined;
          if (answer instanceof WorkerDeath) reject(answer);
          else if ("error" in answer) reject(errorOf(answer.error));
          else resolve(answer.output);
        };
        if (death) settle(death);
        else link.post({ method, input }, transfer);
      });
    },
  };
  return worker;
}
