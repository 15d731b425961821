import { UsageError } from "../errors.js";

/** Threads in Node, and what else an engine asks of it. Only to be called where there is a `nodeProcess`. */

/** One more thread of this process. */
export interface Thread {
  /** Done when it runs; rejected when it cannot be started. */
  readonly started: Promise<void>;
  terminate(): Promise<void>;
}

/** Node 20 compiles relaxed SIMD only after this flag; newer versions neither need nor know it. */
export function allowRelaxedSimd(): void {
  if (Number.parseInt(process.versions.node, 10) >= 22) return;
  process.getBuiltinModule("node:v8").setFlagsFromString("--experimental-wasm-relaxed-simd");
}

/** Starts a thread that runs `source`, an expression for a function of `data`. It does not keep the process alive. */
export function startNodeThread(source: string, data: unknown): Thread {
  const { Worker } = process.getBuiltinModule("node:worker_threads");
  const worker = new Worker(`(${source})(require("node:worker_threads").workerData)`, { eval: true, workerData: data });
  const started = new Promise<void>((resolve, reject) => {
    worker.once("online", resolve);
    worker.once("error", reject);
  });
  worker.unref();
  return { started, terminate: () => worker.terminate().then(() => undefined) };
}

/** Deflated bytes in base64, as they were: zlib starts sooner than the streams that browsers have for it. */
export function inflatedByNode(base64: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(process.getBuiltinModule("node:zlib").inflateRawSync(Buffer.from(base64, "base64")));
}

/** More threads by themselves gain nothing. */
export const MOST_BY_DEFAULT = 16;

/**
 * How many threads compute when nobody says: what the environment's `TENFOLD_THREADS` says, or as many as there are cores.
 *
 * @throws UsageError when it says anything but a whole number from 1 to 64
 */
export function defaultNodeThreads(): number {
  const told = process.env.TENFOLD_THREADS;
  if (told === undefined || told === "") return Math.min(nodeCores(), MOST_BY_DEFAULT);
  const threads = /^\d{1,2}$/.test(told) ? Number(told) : 0;
  if (threads < 1 || threads > 64) throw new UsageError(`TENFOLD_THREADS is "${told}"; a whole number from 1 to 64 is wanted`);
  return threads;
}

/** Cores this process may use. */
export function nodeCores(): number {
  return process.getBuiltinModule("node:os").availableParallelism();
}
