import { Worker } from "node:worker_threads";
import { InputError } from "tenfold";
import type { TrainingProgress } from "../kept/trainings.js";
import type { TrainingCalls, TrainingNews, TrainingStart } from "./training-orders.js";
import { trainingProgram } from "./training-program.js";

/** A training in a thread of its own, so that whoever asks for it goes on answering. `end` it. */
export interface TrainingThread extends TrainingCalls {
  /** Breaks off what it is at: that call fails, and all later ones. */
  end(): Promise<void>;
}

/** @param onProgress hears how far it is, many times a second */
export function trainingThread(start: TrainingStart, onProgress: (progress: TrainingProgress) => void): TrainingThread {
  const worker = new Worker(trainingProgram, { workerData: start });
  worker.on("error", () => {}); // told to who waits for it
  let isGone = false;
  worker.once("exit", () => {
    isGone = true;
  });

  function ask<T>(call: keyof TrainingCalls, order?: unknown): Promise<T> {
    return new Promise((resolve, reject) => {
      const over = () => worker.off("message", hear).off("error", fail).off("exit", gone);
      const fail = (error: unknown) => {
        over();
        reject(error);
      };
      const gone = () => fail(new Error("the thread of the training is gone"));
      const hear = (news: TrainingNews) => {
        if ("progress" in news) return onProgress(news.progress);
        if ("error" in news) return fail(news.isOfInput ? new InputError(news.error) : new Error(news.error));
        over();
        resolve(news.result as T);
      };
      if (isGone) return reject(new Error("the thread of the training is gone"));
      worker.on("message", hear).on("error", fail).on("exit", gone);
      worker.postMessage({ call, order });
    });
  }

  return {
    cut: (order) => ask("cut", order),
    learn: (order) => ask("learn", order),
    sound: (order) => ask("sound", order),
    calibrate: () => ask("calibrate"),
    judge: (order) => ask("judge", order),
    judgeBase: () => ask("judgeBase"),
    end: async () => void (await worker.terminate()),
  };
}
