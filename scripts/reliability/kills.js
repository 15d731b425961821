import { setTimeout as sleep } from "node:timers/promises";
import { counted, report, untilRead } from "./counted.js";
import { makeLoad, picture, readOnce } from "./sent-load.js";
import { sceneWith } from "./start-postgres.js";
import { startService } from "./start-service.js";

/** One kill in so many waits for nothing; the others so long at most until something was acknowledged, in milliseconds. */
const [EARLY, LONGEST_MS] = [4, 30_000];

/** Kills the service, its PostgreSQL, or its threads and the processes that decode for it, at random moments under load. */
export async function kills(given, { times, database, kill }) {
  const scene = await sceneWith(given, database);
  const { postgres, isLate } = scene;
  if (kill === "postgres" && !postgres) throw new Error("--kill postgres wants --database server");
  const load = makeLoad();
  let service = await startService({ ...scene, isMortal: kill === "workers" });
  await load.watch(service);
  const reads = kill === "workers" ? readAlways(service) : undefined;
  let killed = 0;
  while (killed < Number(times) && !isLate()) {
    const time = ++killed;
    const stop = load.begin(service);
    // Most times once something of this round was acknowledged, however slow the machine is; else also while it still opens.
    if (time % EARLY !== 0) await load.acknowledgedMore(LONGEST_MS);
    await sleep(Math.random() * 4000);
    if (kill === "workers") {
      service.endPart();
    } else if (kill === "postgres") {
      await postgres.kill();
      await sleep(3000);
      await postgres.start();
    } else {
      await service.kill();
    }
    await stop();
    if (kill === "service") service = await startService(scene);
    console.log(`${time}: ${load.documents.size} documents and ${load.corrections.size} corrections acknowledged so far`);
  }
  console.log(`killed ${killed} of ${times} times`);
  if (reads) console.log(`reads that were waited for were answered ${JSON.stringify(await reads())}`);
  await untilRead(service);
  await service.end();
  report(await counted(load, scene));
}

/** Reads again and again while one waits, so that threads are at work. @returns what ends it, and gives how often which status came */
function readAlways(service) {
  const statuses = {};
  let isOver = false;
  const client = async () => {
    const body = await picture("31415");
    while (!isOver) {
      const { status } = await readOnce(service, body);
      statuses[status] = (statuses[status] ?? 0) + 1;
    }
  };
  const clients = [client(), client()];
  return async () => {
    isOver = true;
    await Promise.all(clients);
    return statuses;
  };
}
