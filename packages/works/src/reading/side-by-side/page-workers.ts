import { Worker } from "node:worker_threads";
import type { Picture } from "tenfold";
import type { OwnCalibration } from "tenfold/recognize";
import type { DecodedPlace, PageRead, ReadPageSettings } from "../page-read.js";

/** How workers read, as plain data. */
export interface WorkerSettings extends Omit<ReadPageSettings, "reader" | "profileOf"> {
  /** A folder with profiles, for templates with a field that names a writer. */
  readonly profiles?: string | undefined;
  readonly calibration?: OwnCalibration | undefined;
}

/** One page to read. */
export interface PageOrder {
  readonly picture: Picture;
  readonly place: DecodedPlace;
}

/** Threads that read pages side by side, whole ones each: their light, their form, their digits. */
export interface PageWorkers {
  /** Reads a page as soon as a worker is free. Its pixels are a copy's; what comes is what `readPage` gives. */
  read(picture: Picture, place: DecodedPlace): Promise<PageRead>;
  /** Ends the threads. */
  end(): Promise<void>;
}

type News = { readonly read: PageRead } | { readonly error: unknown };

export function pageWorkers(count: number, settings: WorkerSettings): PageWorkers {
  const workers = Array.from({ length: count }, () => new Worker(new URL("./page-worker.js", import.meta.url), { workerData: settings }));
  const free = [...workers];
  const waiting: ((worker: Worker) => void)[] = [];
  for (const worker of workers) worker.on("error", () => {}); // told to who waits for it

  const take = (): Promise<Worker> => {
    const one = free.shift();
    return one ? Promise.resolve(one) : new Promise((resolve) => waiting.push(resolve));
  };
  const giveBack = (worker: Worker) => {
    const next = waiting.shift();
    if (next) next(worker);
    else free.push(worker);
  };
  return {
    async read(picture, place) {
      const worker = await take();
      try {
        return await readBy(worker, { picture, place });
      } finally {
        giveBack(worker);
      }
    },
    async end() {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

function readBy(worker: Worker, order: PageOrder): Promise<PageRead> {
  return new Promise((resolve, reject) => {
    const over = () => worker.off("message", hear).off("error", fail).off("exit", gone);
    const fail = (error: unknown) => {
      over();
      reject(error);
    };
    const gone = () => fail(new Error("the thread that read pages is gone"));
    const hear = (news: News) => {
      if ("error" in news) return fail(news.error);
      over();
      resolve(news.read);
    };
    worker.on("message", hear).on("error", fail).on("exit", gone);
    worker.postMessage(order);
  });
}
