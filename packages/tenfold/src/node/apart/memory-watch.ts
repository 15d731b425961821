// A thread of the decoder's process: ends it where it takes too much memory, or where the program that asked it is gone.

import { writeSync } from "node:fs";
import { workerData } from "node:worker_threads";
import { REPORT, TOO_MUCH } from "./descriptors.js";

/** Often enough that little is taken beyond the limit, seldom enough to cost nothing. */
const EVERY_MS = 20;

const { mostBytes } = workerData as { readonly mostBytes: number };
const asker = process.ppid;

setInterval(() => {
  if (process.ppid !== asker) process.kill(process.pid, "SIGKILL");
  if (process.memoryUsage.rss() <= mostBytes) return;
  writeSync(REPORT, TOO_MUCH);
  process.kill(process.pid, "SIGKILL");
}, EVERY_MS);
