import type { ParentLink, WorkerEvents, WorkerLink, WorkerProgram } from "./worker-link.js";

/** A worker of a page, or of another worker. */
export function startBrowserWorker(program: WorkerProgram, { message, died }: WorkerEvents): WorkerLink {
  const worker = typeof program === "function" ? program() : new Worker(program, { type: "module" });
  worker.onmessage = ({ data }) => message(data);
  worker.onmessageerror = () => died("what it sent cannot be read");
  worker.onerror = (event) => {
    event.preventDefault();
    died(event.message || "its script is not there, or the page's Content-Security-Policy forbids it");
  };
  return {
    post: (message, transfer) => worker.postMessage(message, [...transfer]),
    hold() {},
    async end() {
      worker.onmessage = worker.onmessageerror = worker.onerror = null;
      worker.terminate();
    },
  };
}

/** Who started this worker. */
export function parentOfBrowserWorker(): ParentLink {
  const scope = globalThis as unknown as Pick<Worker, "postMessage" | "onmessage">;
  return {
    post: (message) => scope.postMessage(message),
    listen(message) {
      scope.onmessage = ({ data }) => message(data);
    },
  };
}
