// A thread of the decoder's process: ends it where it takes too much memory, or where the program that asked it is gone.

import { writeSync } from "node:fs";
import { workerData } from "node:worker_threads";
import { REPORT, TOO_MUCH } from "./descriptors.js";

/** While something is decoded often enough that little is taken beyond the limit, else so seldom that it costs nothing. */
const [EVERY_MS, IDLE_MS] = [20, 500];

const { mostBytes, atWork } = workerData as { readonly mostBytes: number; readonly atWork: Int32Array };
const asker = process.ppid;

for (;;) {
  if (process.ppid !== asker) process.kill(process.pid, "SIGKILL");
  if (process.memoryUsage.rss() > mostBytes) {
    writeSync(REPORT, TOO_MUCH);
    process.kill(process.pid, "SIGKILL");
  }
  // Woken at once when work begins.
  if (Atomics.load(atWork, 0) === 0) Atomics.wait(atWork, 0, 0, IDLE_MS);
  else Atomics.wait(atWork, 0, 1, EVERY_MS);
}
