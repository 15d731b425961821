import { nodeProcess } from "../../engine/node-process.js";
import { browserCores } from "../../engine/threads-browser.js";
import { nodeCores } from "../../engine/threads-node.js";
import { UsageError } from "../../errors.js";
import type { WorkerProgram } from "../../pool/worker-link.js";
import { checkReaderOptions, type ReaderOptions } from "../reader-options.js";

export interface ReadersOptions extends ReaderOptions {
  /** How many workers there are, 1 to 64; as many as cores, at most 8, unless told. Each has a reader, in a thread of its own. */
  readonly workers?: number | undefined;
  /** The most calls that may wait while all workers are at work, 0 or more; 1000 unless told. */
  readonly queue?: number | undefined;
  /**
   * How long a worker may be at a call, in milliseconds, counted from when it begins; what the call waited before does not count. Then the call
   * fails, the worker is ended, and another takes its place. No limit unless told.
   */
  readonly timeoutMs?: number | undefined;
  /** Threads of each worker; 1 unless told, as the workers share the cores. */
  readonly threads?: number | undefined;
  /**
   * Where the workers' program lies, "tenfold/reader-worker", for bundlers that do not bring it along: a file in Node; in browsers an address, or
   * what makes a worker of it. Beside the package's code unless told.
   */
  readonly worker?: WorkerProgram | undefined;
}

/** `setTimeout` takes no longer times. */
const LONGEST_MS = 2 ** 31 - 1;

/** Names of the options that a single reader has not. */
const names: readonly string[] = ["workers", "queue", "timeoutMs", "worker"] satisfies (keyof ReadersOptions)[];

/**
 * How large a pool is, checked.
 *
 * @throws UsageError when an option is impossible or unknown
 */
export function poolOptions(options: ReadersOptions): { workers: number; queue: number; timeoutMs: number } {
  checkReaderOptions("loadReaders", options, names);
  const { workers = Math.min(nodeProcess ? nodeCores() : browserCores(), 8), queue = 1000, timeoutMs = Number.POSITIVE_INFINITY } = options;
  if (!Number.isInteger(workers) || workers < 1 || workers > 64) {
    throw new UsageError(`loadReaders: workers is ${workers}, a whole number from 1 to 64 is wanted`);
  }
  if (!(queue === Number.POSITIVE_INFINITY || (Number.isInteger(queue) && queue >= 0))) {
    throw new UsageError(`loadReaders: queue is ${queue}, a whole number from 0 is wanted, or Infinity`);
  }
  if (!(timeoutMs > 0 && (timeoutMs <= LONGEST_MS || timeoutMs === Number.POSITIVE_INFINITY))) {
    throw new UsageError(`loadReaders: timeoutMs is ${timeoutMs}, a number above 0 and at most ${LONGEST_MS} is wanted, or Infinity`);
  }
  return { workers, queue, timeoutMs };
}
