/** Threads in Node. Only to be called where there is a `nodeProcess`. */

/** One more thread of this process. */
export interface Thread {
  terminate(): Promise<void>;
}

/** Node 20 compiles relaxed SIMD only after this flag; newer versions neither need nor know it. */
export function allowRelaxedSimd(): void {
  if (Number.parseInt(process.versions.node, 10) >= 22) return;
  process.getBuiltinModule("node:v8").setFlagsFromString("--experimental-wasm-relaxed-simd");
}

/** Starts a thread that runs `source`, an expression for a function of `data`. It does not keep the process alive. */
export async function startNodeThread(source: string, data: unknown): Promise<Thread> {
  const { Worker } = process.getBuiltinModule("node:worker_threads");
  const worker = new Worker(`(${source})(require("node:worker_threads").workerData)`, { eval: true, workerData: data });
  await new Promise<void>((resolve, reject) => {
    worker.once("online", resolve);
    worker.once("error", reject);
  });
  worker.unref(); // only now: what has started must not keep the process alive, what is starting must
  return { terminate: () => worker.terminate().then(() => undefined) };
}

/** Cores this process may use. */
export function nodeCores(): number {
  return process.getBuiltinModule("node:os").availableParallelism();
}
