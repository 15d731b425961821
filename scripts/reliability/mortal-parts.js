// Loaded before the service: on SIGUSR2 one of its readers' threads, or of its processes that decode, ends in the middle of whatever it does.

import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";

const threads = new Set();
const module = process.getBuiltinModule("node:worker_threads");

module.Worker = class extends module.Worker {
  constructor(program, options) {
    super(program, options);
    if (!basename(String(program)).startsWith("reader-worker")) return;
    threads.add(this);
    this.once("exit", () => threads.delete(this));
  }
};

let number = 0;
process.on("SIGUSR2", () => {
  const of = number++ % 2 === 0 ? [...threads] : decoders();
  const one = of[Math.floor(Math.random() * of.length)];
  if (typeof one === "number") process.kill(one, "SIGKILL");
  else void one?.terminate();
  process.stderr.write(`ended ${typeof one === "number" ? "a decoder" : one ? "a thread" : "nobody"}\n`);
});

/** Processes that this one has started. */
function decoders() {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && parentOf(name) === process.pid)
    .map(Number);
}

function parentOf(pid) {
  try {
    return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);
  } catch {
    return undefined; // it has ended
  }
}
