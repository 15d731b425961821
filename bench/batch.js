// What a batch over workers takes beside the same files by `tenfold read`, with as many processes, and what a second worker brings.
//   node bench/batch.js --pictures LIST [--field amount] [--copies 4] [--processes 2] [--rounds 3]
// LIST names files, one a line. By turns: so many processes of `tenfold read`, each with its share of the files; so many workers that are at work already, from the first file submitted to
// the last result kept; one worker. Each reads on one thread. On Linux it says, too, for how long the machine's cores were busy with it: more than one worker's core, as files are
// decoded beside. A PostgreSQL is started in the system's folder for temporary files, with fsync. Nothing else should run.

import { execFile, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs, promisify } from "node:util";
import { machinesSeen } from "../packages/works/dist/machines/index.js";
import { batchOf, openDatabase } from "../packages/works/dist/store/index.js";
import { program } from "../scripts/reliability/clone.js";
import { sceneWith } from "../scripts/reliability/start-postgres.js";
import { summaryOf } from "./parts/statistics.js";

const { values } = parseArgs({
  options: {
    pictures: { type: "string" },
    field: { type: "string", default: "amount" },
    copies: { type: "string", default: "4" },
    processes: { type: "string", default: "2" },
    rounds: { type: "string", default: "3" },
  },
});
/** Linux counts in hundredths of a second. */
const TICKS = 100;
if (values.pictures === undefined) throw new Error("--pictures names a list of files");
const [copies, processes, rounds] = [values.copies, values.processes, values.rounds].map(Number);
const listed = readFileSync(values.pictures, "utf8").split("\n").filter(Boolean);
const files = Array.from({ length: copies }, () => listed).flat();
const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), "tenfold-batch-"));
const ends = [];
/** Of each batch: seconds until all its files were in the database. */
const submitted = [];

try {
  const { address } = await sceneWith({ folder, ends }, "server");
  const env = { ...process.env, TENFOLD_DATABASE: address };
  const database = await openDatabase({ folder, address });
  ends.push(() => database.close());
  const list = join(folder, "files.txt");
  writeFileSync(list, files.join("\n"));

  const ways = {
    [`${processes} processes of tenfold read`]: () => byReading(env),
    [`a batch with ${processes} workers`]: () => byWorkers({ env, database, list }, processes),
    "a batch with 1 worker": () => byWorkers({ env, database, list }, 1),
  };
  const seconds = Object.fromEntries(Object.keys(ways).map((name) => [name, []]));
  const busy = Object.fromEntries(Object.keys(ways).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, way] of Object.entries(ways)) {
      const before = busySeconds();
      seconds[name].push(await way());
      busy[name].push(busySeconds() - before);
      console.log(`${name}: ${seconds[name].at(-1).toFixed(1)} s, cores busy for ${busy[name].at(-1).toFixed(1)} s`);
    }
  }
  const medianOf = (all) => summaryOf(all).median;
  const [read, many, one] = Object.values(seconds).map(medianOf);
  const [, , busyOfOne] = Object.values(busy).map(medianOf);
  console.log(
    `\n${availableParallelism()} cores, ${cpus()[0]?.model.trim()}, load ${loadavg()[0].toFixed(1)}; ${files.length} files, ${rounds} rounds, medians`,
  );
  for (const [name, all] of Object.entries(seconds)) {
    console.log(`${name}: ${medianOf(all).toFixed(1)} s, cores busy for ${medianOf(busy[name]).toFixed(1)} s`);
  }
  console.log(
    `the batch takes ${((many / read - 1) * 100).toFixed(1)} % longer than reading; ${processes} workers are ${(one / many).toFixed(2)} times one; ` +
      `all was submitted after ${medianOf(submitted).toFixed(1)} s; a worker keeps ${(busyOfOne / one).toFixed(2)} cores at work`,
  );
} finally {
  for (const end of ends.reverse()) await end();
  rmSync(folder, { recursive: true, force: true });
}

/** For how long this machine's cores have been at work, all together; NaN where there is no /proc. */
function busySeconds() {
  if (!existsSync("/proc/stat")) return Number.NaN;
  const [user, nice, system, , , irq, softirq] = readFileSync("/proc/stat", "utf8").split("\n")[0].split(/\s+/).slice(1).map(Number);
  return (user + nice + system + irq + softirq) / TICKS;
}

/** Each process with its share, all at once. */
async function byReading(env) {
  const began = performance.now();
  const share = Math.ceil(files.length / processes);
  const shares = Array.from({ length: processes }, (_, at) => files.slice(at * share, (at + 1) * share));
  await Promise.all(
    shares.map((own) =>
      run(process.execPath, [program, "read", ...own, "--field", values.field, "--threads", "1", "--json", "--quiet"], {
        env,
        maxBuffer: 1e9,
      }),
    ),
  );
  return (performance.now() - began) / 1000;
}

async function byWorkers({ env, database, list }, count) {
  const args = [program, "work", "--threads", "1", "--kinds", "read", "--quiet"];
  const workers = Array.from({ length: count }, () => spawn(process.execPath, args, { env, stdio: "ignore" }));
  const gone = workers.map((worker) => new Promise((done) => worker.once("exit", done)));
  const pids = workers.map(({ pid }) => pid);
  const isAtWork = ({ state, pid }) => state === "working" && pids.includes(pid);
  while ((await machinesSeen(database)).filter(isAtWork).length < count) await sleep(100);
  const began = performance.now();
  const submit = [program, "batch", "submit", list, "--field", values.field, "--again", "--quiet"];
  const id = (await run(process.execPath, submit, { env })).stdout.trim();
  submitted.push((performance.now() - began) / 1000);
  while ((await batchOf(database, id))?.state !== "finished") await sleep(100); // one row: how far it is asks for all documents' rows
  const seconds = (performance.now() - began) / 1000;
  for (const worker of workers) worker.kill("SIGTERM");
  await Promise.all(gone);
  return seconds;
}
