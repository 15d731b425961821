import { nodeProcess } from "../../engine/node-process.js";
import { InputError } from "../../errors.js";
import type { WorkerProgram } from "../../pool/worker-link.js";

/**
 * The program of a reader's worker, where it lies beside this file: in Node, without a bundler, and with those that bring it along.
 *
 * @throws InputError in bundles for Node of a form that does not know where it lies itself
 */
export function ownWorkerProgram(): WorkerProgram {
  // Literally so: webpack and Vite look for these words, and bring along what they name.
  if (!nodeProcess) return () => new Worker(new URL("./reader-worker.js", import.meta.url), { type: "module" });
  try {
    return new URL(/* webpackIgnore: true */ /* @vite-ignore */ "./reader-worker.js", import.meta.url);
  } catch (error) {
    throw new InputError(unstarted("this bundle does not know where it lies"), { cause: error });
  }
}

/** The sentence for a worker that could not be started, with what to do. */
export function unstarted(reason: string): string {
  return (
    `loadReaders: a worker could not be started: ${reason}; where a bundler has not brought its program along, say where ` +
    '"tenfold/reader-worker" lies: { worker: "/reader-worker.js" }'
  );
}
