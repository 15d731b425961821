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

/** Starts a worker that runs `source`, an expression for a function of `data`. */
export async function startBrowserThread(source: string, data: unknown): Promise<Thread> {
  const url = URL.createObjectURL(new Blob([`onmessage = ({ data }) => (${source})(data)`], { type: "text/javascript" }));
  try {
    const worker = new Worker(url);
    worker.postMessage(data);
    return {
      terminate: async () => worker.terminate(),
    };
  } finally {
    // The worker fetches its script before the URL is gone: revoking takes effect for later fetches only.
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  }
}

/** Cores the browser tells of. */
export function browserCores(): number {
  return navigator.hardwareConcurrency || 1;
}
