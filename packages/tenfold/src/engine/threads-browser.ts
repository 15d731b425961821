import type { Thread } from "./threads-node.js";

/** Why threads cannot be had in this page or worker, in words; undefined when they can. */
export function whyNoThreads(): string | undefined {
  const scope = globalThis as { crossOriginIsolated?: boolean; document?: unknown };
  if (!scope.crossOriginIsolated) {
    return "this page is not cross-origin isolated; serve it with Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp";
  }
  if (scope.document) return "a page's own thread may not wait for others; call Tenfold from a worker";
  return undefined;
}

/** Starts a worker that runs `source`, an expression for a function of `data`. Cannot be started where the page's rules do not let it. */
export function startBrowserThread(source: string, data: unknown): Thread {
  const script = `onmessage = ({ data }) => { postMessage("here"); (${source})(data); }`;
  const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  const worker = new Worker(url);
  const started = new Promise<void>((resolve, reject) => {
    worker.onmessage = () => resolve();
    worker.onerror = ({ message }) => reject(new Error(message || "its Content-Security-Policy wants worker-src blob:"));
    worker.postMessage(data);
  });
  const settled = started.finally(() => URL.revokeObjectURL(url));
  settled.catch(() => worker.terminate());
  return { started: settled, terminate: async () => worker.terminate() };
}

/** Cores the browser tells of. */
export function browserCores(): number {
  return navigator.hardwareConcurrency || 1;
}
