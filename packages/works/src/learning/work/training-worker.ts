import { parentPort, workerData } from "node:worker_threads";
import { InputError } from "tenfold";
import { pageDecoder } from "tenfold/node";
import type { TrainingCall, TrainingCalls, TrainingNews, TrainingStart } from "./training-orders.js";
import { trainingWork } from "./training-work.js";

// The thread of a training: does what it is asked for, one call after the other.

const tell = (news: TrainingNews) => parentPort?.postMessage(news);
const host = { tell() {}, progress() {}, interruption: () => ({ signal: new AbortController().signal, end() {} }) };
const start = workerData as TrainingStart;
const work = trainingWork({ ...start, decoder: pageDecoder(), host, onProgress: (progress) => tell({ progress }) });

parentPort?.on("message", async ({ call, order }: TrainingCall) => {
  try {
    const done = (await work)[call] as (order: unknown) => ReturnType<TrainingCalls[typeof call]>;
    tell({ result: await done(order) });
  } catch (error) {
    const { message, stack } = error as Error;
    tell(error instanceof InputError ? { error: message, isOfInput: true } : { error: stack ?? message, isOfInput: false });
  }
});
