import { counted, failIf, report, untilRead } from "./counted.js";
import { CLIENTS, makeLoad, picture, readOnce } from "./sent-load.js";
import { sceneWith } from "./start-postgres.js";
import { startService } from "./start-service.js";
import { memoryOf, seenText, watched } from "./watched.js";

/** One in so many is a document, which is kept. */
const KEPT = 20;
/** It may hold so much more in the end than after a tenth of the reads; fewer reads than these tell nothing of it. */
const [GROWTH, TELLING] = [1.1, 5000];

/** Reads very often, and looks at what it holds in memory. */
export async function soak(given, { reads: text, database }) {
  const scene = await sceneWith(given, database);
  const [service, load] = [await startService(scene), makeLoad()];
  const [file, sizes, asked] = [await picture("27182"), [], Number(text)];
  const end = watched(service);
  const began = performance.now();
  const one = async (number) => {
    if (number % KEPT === 0) await load.send(service, file);
    const { status } = await readOnce(service, file);
    failIf(status !== 200, `read ${number} is answered ${status}`);
  };
  let reads = 0;
  while (reads < asked && !scene.isLate()) {
    const some = Math.min(asked - reads, Math.ceil(asked / 20));
    let at = 0;
    for (; at < some && !scene.isLate(); at += CLIENTS) {
      await Promise.all(Array.from({ length: Math.min(CLIENTS, some - at) }, (_, client) => one(reads + at + client)));
    }
    reads += Math.min(at, some);
    sizes.push(memoryOf(service.pid));
    console.log(`${reads} reads, ${sizes.at(-1)} MB`);
  }
  const [warm, last] = [sizes[Math.floor(sizes.length / 10)], sizes.at(-1)];
  const seconds = (performance.now() - began) / 1000;
  console.log(
    `${reads} of ${asked} reads in ${seconds.toFixed(0)} s; ${warm} MB after a tenth, ${last} MB at the end: ${(100 * (last / warm - 1)).toFixed(1)} % more`,
  );
  console.log(seenText(await end()));
  failIf(reads >= TELLING && last > GROWTH * warm, "it holds more and more");
  await untilRead(service);
  await service.end();
  report(await counted(load, scene));
}
