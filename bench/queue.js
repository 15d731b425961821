// What the queue costs: jobs a second through pg-boss on a PostgreSQL, over worker processes; the processor time of PostgreSQL and of the workers a job, and the bytes written.
//   node bench/queue.js [--jobs 20000] [--workers 1,2,4] [--rounds 3] [--kinds no-op,many,document] [--json FILE]
//   no-op      jobs that do nothing, one a fetch, as `tenfold serve` and its workers take them
//   many       the same, 50 a fetch and 50 a completion: what taking several at a time would come to
//   document   a page of --bytes and --fields sent, taken, its reading kept and the job completed, without the reading itself
// Without --database a PostgreSQL is started in the system's folder for temporary files, with fsync. Every way is made --rounds times, in turns; nothing else should run.
// --json leaves what was measured for bench/scale.js, which predicts from it.

import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { openDatabase } from "../packages/works/dist/store/index.js";
import { sceneWith } from "../scripts/reliability/start-postgres.js";
import { machine } from "./parts/machine.js";
import { summaryOf } from "./parts/statistics.js";
import { postgresSeconds, walBytes } from "./scale/postgres-cost.js";
import { sendJobs } from "./scale/send-jobs.js";

const { values } = parseArgs({
  options: {
    jobs: { type: "string", default: "20000" },
    workers: { type: "string", default: "1,2,4" },
    rounds: { type: "string", default: "3" },
    kinds: { type: "string", default: "no-op,many,document" },
    documents: { type: "string", default: "2000" }, // of the kind "document", of which each is some twenty statements
    bytes: { type: "string", default: "100000" },
    fields: { type: "string", default: "10" },
    "at-a-time": { type: "string", default: "8" }, // jobs that a worker is at
    database: { type: "string" },
    json: { type: "string" },
  },
});
const here = dirname(fileURLToPath(import.meta.url));
const [rounds, bytes, fields, atATime] = [values.rounds, values.bytes, values.fields, values["at-a-time"]].map(Number);
const kinds = values.kinds.split(",");
const unknown = kinds.find((kind) => !["no-op", "many", "document"].includes(kind));
if (unknown !== undefined) throw new Error(`--kinds ${unknown}: no-op, many or document`);
const countOf = (kind) => Number(kind === "document" ? values.documents : values.jobs);

const ends = [];
const folder = mkdtempSync(join(tmpdir(), "tenfold-bench-queue-"));
try {
  const { address } = values.database === undefined ? await sceneWith({ folder, ends }, "server") : { address: values.database };
  const database = await openDatabase({ folder, address });
  ends.unshift(() => database.close());
  const measured = [];
  for (let round = 0; round < rounds; round++) {
    for (const kind of kinds) {
      for (const workers of values.workers.split(",").map(Number)) {
        const one = { kind, workers, ...(await measure(database, address, kind, workers)) };
        measured.push(one);
        console.error(
          `round ${round + 1}: ${kind}, ${workers} workers: sent ${one.sentASecond.toFixed(0)} a second, done ${one.aSecond.toFixed(0)} a second`,
        );
      }
    }
  }
  tell(measured);
} finally {
  for (const end of ends) await end();
  rmSync(folder, { recursive: true, force: true });
}

/** Sends jobs, then has workers that are ready do them. */
async function measure(database, address, kind, workers) {
  const count = countOf(kind);
  await database.execute("create schema if not exists jobs");
  const [before, walBefore] = [await postgresSeconds(database), await walBytes(database)];
  const sent = await sendJobs(database, { kind, count, bytes });
  const [between, walBetween] = [await postgresSeconds(database), await walBytes(database)];
  const processes = Array.from({ length: workers }, () => fork(join(here, "scale/worker.js")));
  for (const process of processes) process.send({ address, folder, kind, atATime: Math.min(atATime, 64), fields });
  await Promise.all(processes.map((process) => once(process, "message")));
  let done = 0;
  const all = new Promise((resolve, reject) => {
    for (const process of processes) {
      process.on("message", (message) => {
        done += message.done ?? 0;
        if (done >= count) resolve();
      });
      process.on("exit", (code) => code !== 0 && reject(new Error(`a worker ended with ${code}`)));
    }
  });
  const began = performance.now();
  for (const process of processes) process.send("begin");
  await all;
  const seconds = (performance.now() - began) / 1000;
  const [after, walAfter] = [await postgresSeconds(database), await walBytes(database)];
  let workerSeconds = 0;
  for (const process of processes) {
    const told = new Promise((resolve) => process.on("message", (message) => message.processor !== undefined && resolve(message)));
    const ended = once(process, "exit");
    process.send("end");
    workerSeconds += (await told).processor;
    await ended;
  }
  if (done !== count) throw new Error(`${count} jobs were sent and ${done} done`);
  const [{ left }] = await database.query("select count(*)::int as left from jobs.job where state in ('created', 'retry', 'active')");
  if (left !== 0) throw new Error(`${left} jobs are left`);
  const milliseconds = (total) => (1000 * total) / count;
  return {
    count,
    sentASecond: count / sent.seconds,
    aSecond: count / seconds,
    /** How long a worker was at a job, in milliseconds: all of it is overhead, as the job does nothing. */
    overheadMs: milliseconds(seconds) * workers,
    postgresMs: { sent: milliseconds(between - before), done: milliseconds(after - between) },
    workerMs: milliseconds(workerSeconds),
    written: { sent: (walBetween - walBefore) / count, done: (walAfter - walBetween) / count },
  };
}

function tell(measured) {
  console.log(
    "| jobs | worker processes | sent a second | done a second | ms a job and worker | PostgreSQL's processor, ms a job: sent, done | a worker's, ms a job | log written, kB a job: sent, done |",
  );
  console.log("|---|---|---|---|---|---|---|---|");
  const summary = [];
  for (const kind of kinds) {
    for (const workers of values.workers.split(",").map(Number)) {
      const rows = measured.filter((one) => one.kind === kind && one.workers === workers);
      const of = (pick) => summaryOf(rows.map(pick)).median;
      const one = {
        kind,
        workers,
        sentASecond: of(({ sentASecond }) => sentASecond),
        aSecond: of(({ aSecond }) => aSecond),
        overheadMs: of(({ overheadMs }) => overheadMs),
        postgresMs: { sent: of(({ postgresMs }) => postgresMs.sent), done: of(({ postgresMs }) => postgresMs.done) },
        workerMs: of(({ workerMs }) => workerMs),
        written: { sent: of(({ written }) => written.sent), done: of(({ written }) => written.done) },
      };
      summary.push(one);
      const shown = [
        `${kind}, ${countOf(kind).toLocaleString("en-US")}`,
        workers,
        one.sentASecond.toFixed(0),
        one.aSecond.toFixed(0),
        one.overheadMs.toFixed(2),
        `${one.postgresMs.sent.toFixed(2)}, ${one.postgresMs.done.toFixed(2)}`,
        one.workerMs.toFixed(2),
        `${(one.written.sent / 1000).toFixed(1)}, ${(one.written.done / 1000).toFixed(1)}`,
      ];
      console.log(`| ${shown.join(" | ")} |`);
    }
  }
  const { cpu, cores, versions, loadBefore } = machine(here);
  console.log(
    `\nMedians of ${rounds} rounds in turn; documents of ${bytes} bytes and ${fields} fields; ${cpu}, ${cores} cores, Node ${versions.node}${loadBefore === undefined ? "" : `, load ${loadBefore.toFixed(1)}`}`,
  );
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ bytes, fields, cores, measured: summary }, null, 2)}\n`);
}
