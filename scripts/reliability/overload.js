import { setTimeout as sleep } from "node:timers/promises";
import { counted, failIf, report, untilRead } from "./counted.js";
import { makeLoad, picture, readOnce } from "./sent-load.js";
import { sceneWith } from "./start-postgres.js";
import { startService } from "./start-service.js";
import { at, seenText, watched } from "./watched.js";

/** Clients that wait for their answers while it is measured how much it can. */
const CLOSED = 4;
/** One in so many is a document, which is kept. */
const KEPT = 20;

/** Sends twice as much as it can, and looks what is answered, how late, and whether it is as before afterwards. */
export async function overload(given, { minutes, database }) {
  const scene = await sceneWith(given, database);
  const [service, load, file] = [await startService(scene), makeLoad(), await picture("27182")];
  const measuring = Math.min(20_000, Number(minutes) * 60_000);
  await capacity(service, file, measuring / 4); // what is loaded at first is not what it can
  const before = await capacity(service, file, measuring);
  console.log(`it reads ${before.toFixed(1)} a second; now twice as many come for ${minutes} minutes`);
  const end = watched(service);
  const answers = await arrivals(service, load, file, { rate: 2 * before, ms: Number(minutes) * 60_000 });
  for (const [status, times] of [...answers].sort())
    console.log(`${status}: ${times.length} times, half in ${at(times, 0.5)} ms, 99 of 100 in ${at(times, 0.99)} ms`);
  console.log(seenText(await end()));
  failIf(
    [...answers.keys()].some((status) => status !== 200 && status !== 202 && status !== 503),
    "something else than an answer or 503 came",
  );
  failIf(!answers.has(200), "nothing was read");
  await untilRead(service);
  const after = await capacity(service, file, measuring);
  console.log(`afterwards it reads ${after.toFixed(1)} a second, ${(100 * (after / before)).toFixed(0)} % of before`);
  await service.end();
  report(await counted(load, scene));
}

/** Reads a second, where clients send the next one when they have the answer. */
async function capacity(service, file, ms) {
  const began = performance.now();
  let read = 0;
  const client = async () => {
    while (performance.now() - began < ms) {
      const { status } = await readOnce(service, file);
      failIf(status !== 200, `${CLOSED} clients that wait for their answers are answered ${status}`);
      read++;
    }
  };
  await Promise.all(Array.from({ length: CLOSED }, client));
  return read / ((performance.now() - began) / 1000);
}

/** Sends at a rate, whatever is answered. @returns by status how long answers took, in milliseconds */
async function arrivals(service, load, file, { rate, ms }) {
  const answers = new Map();
  const open = [];
  const noted = async ({ status, ms }) => void answers.set(status, [...(answers.get(status) ?? []), ms]);
  const document = async () => {
    const began = performance.now();
    return { status: await load.send(service, file), ms: performance.now() - began };
  };
  const began = performance.now();
  for (let number = 0; performance.now() - began < ms; number++) {
    await sleep(Math.max(0, began + (1000 * number) / rate - performance.now()));
    open.push((number % KEPT === KEPT - 1 ? document() : readOnce(service, file)).then(noted));
  }
  await Promise.all(open);
  return answers;
}
