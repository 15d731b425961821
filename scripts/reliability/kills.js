import { setTimeout as sleep } from "node:timers/promises";
import { counted, report, untilRead } from "./counted.js";
import { makeLoad } from "./sent-load.js";
import { startPostgres } from "./start-postgres.js";
import { startService } from "./start-service.js";

/** Kills the service, or its PostgreSQL, at random moments under load. */
export async function kills(scene, { times, database, kill }) {
  const postgres = database === "server" ? await startPostgres(scene) : undefined;
  if (kill === "postgres" && !postgres) throw new Error("--kill postgres wants --database server");
  const address = postgres?.address;
  const load = makeLoad();
  let service = await startService({ ...scene, address });
  await load.watch(service);
  for (let time = 1; time <= Number(times); time++) {
    const stop = load.begin(service);
    await sleep(300 + Math.random() * 4000);
    if (kill === "postgres") {
      await postgres.kill();
      await sleep(3000);
      await postgres.start();
    } else {
      await service.kill();
    }
    await stop();
    if (kill !== "postgres") service = await startService({ ...scene, address });
    console.log(`${time}: ${load.documents.size} documents and ${load.corrections.size} corrections acknowledged so far`);
  }
  await untilRead(service);
  await service.end();
  report(await counted(load, { ...scene, address }));
}
