import { randomBytes, randomUUID } from "node:crypto";
import { openJobs } from "../../packages/works/dist/jobs/index.js";
import { addDocument } from "../../packages/works/dist/store/index.js";

/** Jobs of a transaction. */
const TOGETHER = 500;

/** Sends so many jobs that wait, and says how long that took: documents one a transaction, as they are sent over HTTP, the others many together. */
export async function sendJobs(database, { kind, count, bytes }) {
  const jobs = await openJobs(database, { onError: (error) => console.error(error) });
  const began = performance.now();
  if (kind === "document") {
    const content = randomBytes(bytes); // each its own: the first bytes are its number
    for (let at = 0; at < count; at++) {
      const own = Buffer.from(content);
      own.write(randomUUID());
      await addDocument(
        database,
        { name: `${at}.png`, mime: "image/png", bytes: own, settings: {}, source: "bench", owner: "local" },
        (queries, id) => jobs.send("read", { id }, queries),
      );
    }
  } else {
    for (let at = 0; at < count; at += TOGETHER) {
      await database.transaction(async (queries) => {
        for (let one = at; one < Math.min(count, at + TOGETHER); one++) await jobs.send("read", { id: randomUUID() }, queries);
      });
    }
  }
  const seconds = (performance.now() - began) / 1000;
  await jobs.stop();
  return { seconds };
}
