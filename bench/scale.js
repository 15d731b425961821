// What so many workers come to: the model of docs/scale.md played through by the simulation of scale/simulate.js, and beside it what was measured.
//   node bench/scale.js --queue queue.json [--page 1] [--together 1] [--workers 10,100,1000] [--database-cores 4]
//   node bench/scale.js --queue queue.json --together 16 --pages 1920 --measured 1:240,2:125,3:121,4:120 --cores 2 [--worker-cores 1.2] [--submitted 2.5]
// --queue is what bench/queue.js --json left; --page is the processor time of a page in seconds. With --measured, seconds that a batch took over so many worker processes on one machine
// (bench/batch.js), the time of a page is fitted to the first of them, and the others are predicted; --worker-cores is how many cores a single worker keeps at work,
// and --submitted how long it took until all files were in the database (bench/batch.js prints both). A prediction is the mean of --rounds simulations, each with its own seed.

import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { simulate } from "./scale/simulate.js";

const { values } = parseArgs({
  options: {
    queue: { type: "string" },
    page: { type: "string", default: "1" },
    spread: { type: "string", default: "0.5" },
    together: { type: "string", default: "1" },
    workers: { type: "string", default: "10,100,1000" },
    "database-cores": { type: "string", default: "4" },
    pages: { type: "string" },
    measured: { type: "string" },
    cores: { type: "string", default: "2" },
    "worker-cores": { type: "string", default: "1" },
    submitted: { type: "string", default: "0" },
    rounds: { type: "string", default: "3" },
  },
});
if (values.queue === undefined) throw new Error("--queue names what bench/queue.js --json left");
const { measured } = JSON.parse(readFileSync(values.queue, "utf8"));
const [together, spread, rounds] = [values.together, values.spread, values.rounds].map(Number);
const { job, kept, own } = fitted();

if (values.measured === undefined) predict();
else compare();

/** Seconds of processors: of the database a job, and a page more; of a worker a job. */
function fitted() {
  const of = (kind) => measured.find((one) => one.kind === kind && one.workers === 1) ?? fail(kind);
  const [empty, document] = [of("no-op"), of("document")];
  const all = ({ postgresMs: { sent, done } }) => (sent + done) / 1000;
  return { job: all(empty), kept: Math.max(0, all(document) - all(empty)), own: empty.workerMs / 1000 };
}

function fail(kind) {
  throw new Error(`${values.queue} has no measurement of ${kind} with one worker`);
}

function mean(given) {
  const ended = Array.from({ length: rounds }, (_, at) => simulate({ ...given, seed: at + 1 }));
  const over = (name) => ended.reduce((sum, one) => sum + one[name], 0) / rounds;
  return { seconds: over("seconds"), pagesASecond: over("pagesASecond"), useOfDatabase: over("useOfDatabase"), lost: over("lost") };
}

function predict() {
  const databaseCores = Number(values["database-cores"]);
  const page = Number(values.page);
  console.log(
    `A job takes the database ${(1000 * job).toFixed(2)} ms, a page ${(1000 * kept).toFixed(2)} ms more, of ${databaseCores} cores; a page takes a worker ${page} s; ${together} to a job.`,
  );
  console.log(
    "| workers | pages a second | a million pages take | the database is at work | with a kill a worker and day |\n|---|---|---|---|---|",
  );
  for (const workers of values.workers.split(",").map(Number)) {
    const given = {
      pages: Number(values.pages ?? 30 * workers * Math.max(1, together)),
      together,
      workers,
      machines: workers,
      page,
      spread,
      job,
      kept,
      own,
      databaseCores,
    };
    const [quiet, killed] = [mean(given), mean({ ...given, killsAnHour: 1 / 24 })];
    const hours = 1e6 / quiet.pagesASecond / 3600;
    console.log(
      `| ${workers.toLocaleString("en-US")} | ${quiet.pagesASecond.toFixed(quiet.pagesASecond < 20 ? 1 : 0)} | ${hours.toFixed(1)} h | ${(100 * quiet.useOfDatabase).toFixed(1)} % | ${killed.pagesASecond.toFixed(killed.pagesASecond < 20 ? 1 : 0)} |`,
    );
  }
  console.log(`\nThe database ends at ${(databaseCores / (job / together + kept)).toFixed(0)} pages a second.`);
}

/** The time of a page by the first run, by halving: the others are predicted from it, database and workers on the same cores. */
function compare() {
  const runs = values.measured.split(",").map((one) => one.split(":").map(Number));
  const pages = Number(values.pages);
  if (!(pages > 0) || runs.some((run) => run.length !== 2 || run.some((number) => !(number > 0)))) {
    throw new Error("--measured wants WORKERS:SECONDS with commas between, and --pages how many there were");
  }
  const [coresOfMachine, coresOfWorker, submitted] = [values.cores, values["worker-cores"], values.submitted].map(Number);
  const given = { pages, together, spread, job, kept, own, machines: 1, coresOfMachine, coresOfWorker, isDatabaseThere: true };
  const secondsOf = (workers, page) => submitted + mean({ ...given, workers, page }).seconds;
  const [[first, seconds]] = runs;
  let [low, high] = [0, (2 * seconds * first) / pages + 1];
  for (let step = 0; step < 30; step++) {
    const page = (low + high) / 2;
    if (secondsOf(first, page) > seconds) high = page;
    else low = page;
  }
  console.log(
    `A page takes ${high.toFixed(4)} s where a worker has its cores, by the first run.\n| workers | measured, s | predicted, s | predicted / measured |\n|---|---|---|---|`,
  );
  for (const [workers, took] of runs) {
    const told = secondsOf(workers, high);
    console.log(`| ${workers} | ${took.toFixed(1)} | ${told.toFixed(1)} | ${(told / took).toFixed(3)} |`);
  }
}
