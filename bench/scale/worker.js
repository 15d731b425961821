// A worker process of bench/queue.js, which tells it what to do and when to begin.

import { once } from "node:events";
import { openJobs } from "../../packages/works/dist/jobs/index.js";
import { bytesOf, documentOf, keepReadings, openDatabase, tellNobody } from "../../packages/works/dist/store/index.js";

/** Jobs of a fetch, where many are taken at a time. */
const MANY = 50;

const [{ address, folder, kind, atATime, fields }] = await once(process, "message");
const database = await openDatabase({ folder, address });
let done = 0;
const told = setInterval(() => {
  if (done > 0) process.send({ done });
  done = 0;
}, 20);
const ways = { "no-op": () => oneByOne(async () => {}), many, document: () => oneByOne(keepReading) };
process.send({ ready: true });
await once(process, "message");
const before = process.cpuUsage();
const stop = await ways[kind]();
await once(process, "message");
const { user, system } = process.cpuUsage(before);
process.send({ processor: (user + system) / 1e6 });
clearInterval(told);
await stop();
await database.close();
process.disconnect();

async function oneByOne(work) {
  const jobs = await openJobs(database, { onError: (error) => console.error(error) });
  jobs.work("read", atATime, async (data) => {
    await work(data);
    done++;
  });
  return () => jobs.stop();
}

/** pg-boss as it stands: several jobs a statement. */
async function many() {
  const { PgBoss } = await import("pg-boss");
  const boss = new PgBoss({ ...database.forJobs, schema: "jobs", supervise: false });
  await boss.start();
  let isStopped = false;
  const running = (async () => {
    while (!isStopped) {
      const jobs = await boss.fetch("read", { batchSize: MANY });
      if (jobs.length > 0)
        await boss.complete(
          "read",
          jobs.map(({ id }) => id),
        );
      else await new Promise((soon) => setTimeout(soon, 50));
      done += jobs.length;
    }
  })();
  return async () => {
    isStopped = true;
    await running;
    await boss.stop();
  };
}

/** All that a document costs the database, as if it had been read in no time. */
async function keepReading({ id }) {
  const [document, bytes] = await Promise.all([documentOf(database, id), bytesOf(database, id)]);
  const page = { file: document.name, pages: 1, page: 1, width: 1240, height: 1754, grids: [], strings: strings(bytes.length) };
  const model = { name: "reader", content: "0a1b2c3d" };
  const engine = { name: "tenfold", version: "0.1.0", build: "relaxed" };
  await database.transaction((queries) => keepReadings(queries, [{ id, pages: [page], maxError: 0.01 }], { model, engine }, tellNobody));
}

/** So many fields of eight digits, as large as those that are read. */
function strings(seed) {
  return Array.from({ length: fields }, (_, at) => {
    const text = String((seed * 7919 + at * 104_729) % 1e8).padStart(8, "0");
    const box = { left: 100, top: 100 + 40 * at, right: 420, bottom: 132 + 40 * at };
    const digits = Array.from(text, (sign, place) => ({
      value: Number(sign),
      confidence: 0.98,
      top3: [
        { value: Number(sign), confidence: 0.98 },
        { value: (Number(sign) + 1) % 10, confidence: 0.01 },
      ],
      box: { left: 100 + 40 * place, top: box.top, right: 140 + 40 * place, bottom: box.bottom },
    }));
    return {
      name: `field ${at}`,
      text,
      value: text,
      confidence: 0.9512,
      status: "accepted",
      reasons: [],
      box,
      digits,
      alternatives: [],
      isBlank: false,
    };
  });
}
