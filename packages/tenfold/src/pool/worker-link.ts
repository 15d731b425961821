/** A thread that runs a program of its own: a worker thread of Node, a worker of a browser. */
export interface WorkerLink {
  post(message: unknown, transfer: readonly Transferable[]): void;
  /** Whether it keeps a process of Node alive, as it does at first. */
  hold(keeps: boolean): void;
  /** Ends it; nothing more is heard of it. */
  end(): Promise<void>;
}

/** What is heard of a worker. */
export interface WorkerEvents {
  message(message: unknown): void;
  /** It is dead, or has never come to life: why, in words. */
  died(reason: string): void;
}

/** Which program a worker runs: a file or an address; in browsers also what makes the worker. */
export type WorkerProgram = string | URL | (() => Worker);

/** Who started a worker, as its program sees it. */
export interface ParentLink {
  post(message: unknown): void;
  listen(message: (message: unknown) => void): void;
}
