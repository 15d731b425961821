// What the service costs beside a plain loop over as many readers, side by side: reads a second, waits at 70 % of what the loop can, /health/live meanwhile.
//   node bench/service.js --samples FOLDER [--rounds 5] [--workers 2] [--count 160] [--database postgres://…]
// On a machine that does other things, too, times say little, and processor time a read says what the service costs (Linux): its processes' and its client's beside the loop's.
// The pictures are the amounts of checks in FOLDER (docs/data.md), as PNG. Loop and service take turns, so that what else the machine does falls on both alike; each
// decodes what it is given. The client of the service runs beside it on the same cores, and is counted to it.

import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { decodePages } from "../packages/tenfold/dist/node/index.js";
import { loadReaders } from "../packages/tenfold/dist/recognize/index.js";
import { summaryOf } from "./parts/statistics.js";
import { chequeAmounts } from "./reading/samples.js";

const { values } = parseArgs({
  options: {
    samples: { type: "string" },
    rounds: { type: "string", default: "5" },
    workers: { type: "string", default: "2" },
    count: { type: "string", default: "160" },
    database: { type: "string" },
  },
});
if (!values.samples) throw new Error("--samples names the folder of the pictures");
const [rounds, workers, count] = [values.rounds, values.workers, values.count].map(Number);
/** Requests at a time where it is measured how much is read, for each worker. */
const DEPTH = 2;
const [LOAD, PARALLEL] = [0.7, 64];
/** In which the system counts what a process has computed. */
const TICK_MS = 1000 / Number(execFileSync("getconf", ["CLK_TCK"]));

const files = chequeAmounts(values.samples)
  .slice(0, count)
  .map(({ file }) => readFileSync(file));
const folder = mkdtempSync(join(tmpdir(), "tenfold-bench-service-"));
const readers = await loadReaders({ workers });
const service = await startService();
try {
  const [loop, http] = [readInLoop, readOverHttp].map((read) => ({ read, rates: [], times: [], busy: [] }));
  const [alone, loaded, health] = [[], [], []];
  for (let round = -1; round < rounds; round++) {
    for (const way of round % 2 === 0 ? [loop, http] : [http, loop]) {
      const seen = way === http ? watched() : undefined;
      const before = busyMs();
      const { rate, times } = await closed(way.read, DEPTH * workers);
      const busy = busyMs().map((ms, at) => (ms - before[at]) / files.length);
      const looks = await seen?.();
      if (round < 0) continue; // what is loaded at first is not what it can
      way.rates.push(rate);
      way.times.push(...times);
      way.busy.push(busy);
      health.push(...(looks ?? []));
    }
    if (round < 0 && process.env.NICE) for (const tid of readdirSync(`/proc/${service.pid}/task`)) if (Number(tid) !== service.pid) execFileSync("renice", ["-n", process.env.NICE, "-p", tid], {stdio:"ignore"});
    if (round < 0) continue;
    const single = await closed(readInLoop, workers);
    alone.push(...single.times);
    loaded.push(...(await arriving(readOverHttp, LOAD * loop.rates.at(-1))));
    console.log(
      `round ${round + 1}: ${loop.rates.at(-1).toFixed(1)} and ${http.rates.at(-1).toFixed(1)} reads a second, load ${loadavg()[0].toFixed(1)}`,
    );
  }
  const ratios = summaryOf(http.rates.map((rate, round) => rate / loop.rates[round]));
  const p50 = at(alone, 0.5);
  console.log(
    `${cpus()[0].model}, ${cpus().length} cores, Node ${process.versions.node}; ${files.length} pictures, ${workers} workers, ${rounds} rounds`,
  );
  console.log(`reads a second: loop ${summaryOf(loop.rates).median.toFixed(1)}, service ${summaryOf(http.rates).median.toFixed(1)}`);
  console.log(
    `service to loop: ${ratios.median.toFixed(3)} (quartiles ${ratios.low.toFixed(3)} to ${ratios.high.toFixed(3)}); 0.9 is wanted`,
  );
  console.log(
    `${DEPTH * workers} at a time: half in ${ms(at(http.times, 0.5))}, 99 of 100 in ${ms(at(http.times, 0.99))}; loop ${ms(at(loop.times, 0.5))} and ${ms(at(loop.times, 0.99))}`,
  );
  console.log(
    `at 70 %: half in ${ms(at(loaded, 0.5))}, 99 of 100 in ${ms(at(loaded, 0.99))}, ${(at(loaded, 0.99) / p50).toFixed(2)} times the loop's half of ${ms(p50)}; at most 3 is wanted`,
  );
  console.log(
    `/health/live while all read, ${health.length} times: half in ${ms(at(health, 0.5))}, 99 of 100 in ${ms(at(health, 0.99))}; 20 ms is wanted`,
  );
  const [[own], [client, served]] = [loop, http].map(({ busy }) => [0, 1].map((at) => summaryOf(busy.map((one) => one[at])).median));
  console.log(
    `processor time a read: loop ${own.toFixed(1)} ms; service ${served.toFixed(1)} and its client ${client.toFixed(1)} ms, which is ${(own / (served + client)).toFixed(2)} of the loop where nothing else is wanted`,
  );
  console.log(`${PARALLEL} at once equal those in turn: ${await areAlike()}`);
} finally {
  await service.end();
  await readers.dispose();
  rmSync(folder, { recursive: true, force: true });
}

async function readInLoop(bytes) {
  for await (const { picture } of decodePages(bytes, "upload", { gray: true })) await readers.read(picture, { field: "amount" });
}

async function readOverHttp(bytes) {
  return (await asked(bytes)).text();
}

async function asked(body) {
  const headers = { "content-type": "image/png" };
  const response = await fetch(`${service.address}/v1/read?field=amount`, { method: "POST", headers, body });
  if (!response.ok) throw new Error(`answered ${response.status}: ${await response.text()}`);
  return response;
}

/** Every picture once, so many at a time. */
async function closed(read, atATime) {
  const [times, began] = [[], performance.now()];
  let next = 0;
  const client = async () => {
    while (next < files.length) {
      const file = files[next++];
      const start = performance.now();
      await read(file);
      times.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: atATime }, client));
  return { rate: (1000 * files.length) / (performance.now() - began), times };
}

/** Every picture once, at a rate, whatever is answered when; what is refused with 503 took for ever. */
async function arriving(read, rate) {
  const [times, began, open] = [[], performance.now(), []];
  for (const [number, file] of files.entries()) {
    const due = began + (1000 * number) / rate;
    await sleep(Math.max(0, due - performance.now()));
    const noted = () => times.push(performance.now() - due);
    const refused = (error) => {
      if (!/answered 503/.test(error.message)) throw error;
      times.push(Number.POSITIVE_INFINITY);
    };
    open.push(read(file).then(noted, refused));
  }
  await Promise.all(open);
  return times;
}

/** Asks whether it lives, twenty times a second. */
function watched() {
  const times = [];
  let isOver = false;
  const watching = (async () => {
    while (!isOver) {
      const began = performance.now();
      await (await fetch(`${service.address}/health/live`)).text();
      times.push(performance.now() - began);
      await sleep(50);
    }
  })();
  return async () => {
    isOver = true;
    await watching;
    return times;
  };
}

/** Whether as many reads at once are answered as the same one after the other; as many as may wait. */
async function areAlike() {
  const some = Array.from({ length: PARALLEL }, (_, number) => files[number % files.length]);
  const inTurn = [];
  for (const file of some) inTurn.push(await readOverHttp(file));
  const atOnce = [];
  const patient = async (file) => {
    for (;;) {
      try {
        return await readOverHttp(file);
      } catch (error) {
        if (!/answered 503/.test(error.message)) throw error;
        await sleep(200);
      }
    }
  };
  atOnce.push(...(await Promise.all(some.map(patient))));
  return atOnce.every((text, number) => text === inTurn[number]);
}

/** Milliseconds that this process has computed until now, and the service with the processes that it has started. */
function busyMs() {
  const { user, system } = process.cpuUsage();
  return [(user + system) / 1000, tree(service.pid).reduce((sum, pid) => sum + computed(pid), 0)];
}

function tree(pid) {
  const all = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return [pid, ...all.filter((one) => Number(fieldsOf(one)[1]) === pid)];
}

function computed(pid) {
  const [user = 0, system = 0] = fieldsOf(pid).slice(11, 13).map(Number);
  return (user + system) * TICK_MS;
}

/** Of /proc/…/stat what stands behind the name, which may have blanks: state, parent, … */
function fieldsOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /, "")
      .split(" ");
  } catch {
    return []; // it has ended
  }
}

async function startService() {
  const program = join(import.meta.dirname, "../packages/cli/bin/tenfold.js");
  const words = [program, "serve", "--port", "0", "--data", folder, "--workers", String(workers), "--quiet"];
  if (values.database) words.push("--database", values.database);
  const child = spawn(process.execPath, words, { stdio: ["ignore", "pipe", "inherit"] });
  const address = await new Promise((done, refuse) => {
    child.stdout.once("data", (data) => done(String(data).trim()));
    child.once("exit", (code) => refuse(new Error(`the service ended with ${code}`)));
  });
  const ended = new Promise((done) => child.once("exit", done));
  const end = async () => {
    child.kill("SIGINT");
    await ended;
  };
  return { address, end, pid: child.pid };
}

function at(times, share) {
  const sorted = [...times].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

function ms(time) {
  return `${time < 10 ? time.toFixed(1) : Math.round(time)} ms`;
}
