/** What threads need of Node; in a browser both functions answer that this is not Node. */

/** One more thread of this process. */
export interface Thread {
  terminate(): Promise<void>;
}

/** True in Node, and in what calls itself Node. */
export const isNode = typeof process !== "undefined" && typeof process.versions?.node === "string";

let allowed: Promise<void> | undefined;

/** Node 20 compiles relaxed SIMD only after this flag; newer versions neither need nor know it. */
export function allowRelaxedSimd(): Promise<void> {
  allowed ??= (async () => {
    if (!isNode || Number.parseInt(process.versions.node, 10) >= 22) return;
    const { setFlagsFromString } = await import("node:v8");
    setFlagsFromString("--experimental-wasm-relaxed-simd");
  })();
  return allowed;
}

/** Starts a thread that runs `source`, an expression for a function of `data`. It does not keep the process alive. */
export async function startNodeThread(source: string, data: unknown): Promise<Thread> {
  const { Worker } = await import("node:worker_threads");
  const worker = new Worker(`(${source})(require("node:worker_threads").workerData)`, { eval: true, workerData: data });
  await new Promise<void>((resolve, reject) => {
    worker.once("online", resolve);
    worker.once("error", reject);
  });
  worker.unref(); // only now: what has started must not keep the process alive, what is starting must
  return { terminate: () => worker.terminate().then(() => undefined) };
}

/** Cores this process may use. */
export async function nodeCores(): Promise<number> {
  const { availableParallelism } = await import("node:os");
  return availableParallelism();
}
