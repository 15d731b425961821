import { UsageError } from "../errors.js";
import type { ParentLink, WorkerEvents, WorkerLink, WorkerProgram } from "./worker-link.js";

/** A worker thread. Only to be called where there is a `nodeProcess`. */
export function startNodeWorker(program: WorkerProgram, { message, died }: WorkerEvents): WorkerLink {
  if (typeof program === "function") {
    throw new UsageError("a function came, which only browsers take; in Node a worker is named by its file, as a path or a file: URL");
  }
  const { Worker } = process.getBuiltinModule("node:worker_threads");
  // What a process that was given its program as text was told of that would not let a worker have a file.
  const ofText = process.execArgv.some((flag) => flag.startsWith("--input-type"));
  const worker = new Worker(program, ofText ? { execArgv: [] } : {});
  let ended = false;
  const die = (reason: string) => {
    if (!ended) died(reason);
    ended = true;
  };
  worker.on("message", message);
  worker.on("messageerror", (error) => die(`what it sent cannot be read: ${error.message}`));
  worker.on("error", (error: unknown) => die(error instanceof Error ? error.message : String(error)));
  worker.on("exit", (code) => die(`it ended by itself, with exit code ${code}`));
  return {
    post: (message, transfer) => worker.postMessage(message, transfer as never),
    hold: (keeps) => (keeps ? worker.ref() : worker.unref()),
    async end() {
      ended = true;
      await worker.terminate();
    },
  };
}

/**
 * Who started this worker thread, to which it gives way where both want a core. Only to be called where there is a `nodeProcess`.
 */
export function parentOfNodeWorker(): ParentLink {
  const { parentPort } = process.getBuiltinModule("node:worker_threads");
  if (!parentPort) throw new UsageError("this is a worker's program; pass its address to what starts workers");
  giveWay();
  return {
    post: (message) => parentPort.postMessage(message),
    listen: (message) => void parentPort.on("message", message),
  };
}

/** Steps of nice by which a worker stands behind the thread that answers requests, of 19. */
const BEHIND = 5;

/** Linux alone counts priorities by thread: elsewhere it would be the whole process that gives way. */
function giveWay(): void {
  const { getPriority, setPriority } = process.getBuiltinModule("node:os");
  if (process.platform !== "linux") return;
  try {
    setPriority(Math.min(getPriority() + BEHIND, 19));
  } catch {
    // where the system's rules do not let it, it works all the same
  }
}
