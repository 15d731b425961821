import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** Time between two looks, in milliseconds. */
const LOOKING = 50;

/** Looks at /health/live and the memory of a service again and again. @returns what ends it, and gives what was seen */
export function watched({ address, pid }) {
  const times = [];
  let [unanswered, most, isOver] = [0, 0, false];
  const watching = (async () => {
    while (!isOver) {
      const began = performance.now();
      const isAlive = await fetch(`${address}/health/live`).then(
        (response) => response.arrayBuffer().then(() => response.ok),
        () => false,
      );
      if (isAlive) times.push(performance.now() - began);
      else unanswered++;
      if (times.length % 20 === 1) most = Math.max(most, memoryOf(pid));
      await sleep(LOOKING);
    }
  })();
  return async () => {
    isOver = true;
    await watching;
    return { health: times, unanswered, megabytes: most };
  };
}

/** What was seen, in a line. */
export function seenText({ health, unanswered, megabytes }) {
  return `/health/live ${health.length} times: half in ${at(health, 0.5)} ms, 99 of 100 in ${at(health, 0.99)} ms, ${unanswered} unanswered; at most ${megabytes} MB`;
}

/** So great a share of these times is shorter, in whole milliseconds. */
export function at(times, share) {
  const sorted = [...times].sort((one, other) => one - other);
  return sorted.length === 0 ? "no" : Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]);
}

/** Megabytes that a process and those it has started hold in memory. */
export function memoryOf(pid) {
  const children = readdirSync("/proc").filter((name) => /^\d+$/.test(name) && parentOf(name) === pid);
  return [pid, ...children].reduce((sum, one) => sum + Math.round(sizeOf(one) / 1024), 0);
}

function statusOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/status`, "utf8");
  } catch {
    return ""; // it has ended
  }
}

function parentOf(pid) {
  return Number(/^PPid:\s+(\d+)/m.exec(statusOf(pid))?.[1]);
}

function sizeOf(pid) {
  return Number(/^VmRSS:\s+(\d+)/m.exec(statusOf(pid))?.[1] ?? 0);
}
