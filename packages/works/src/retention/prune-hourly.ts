import type { Database } from "../store/database.js";
import type { Announce } from "../store/service-event.js";
import { prune, type Retention } from "./prune.js";

/** Time between two looks, in milliseconds. */
const LOOKING = 3_600_000;

export interface PruningOptions extends Retention {
  readonly database: Database;
  readonly announce: Announce;
  readonly onError: (error: Error) => void;
}

/**
 * Erases what is older than it is kept, now and every hour from now on.
 *
 * @returns what ends it
 */
export function pruneHourly({ database, announce, onError, ...retention }: PruningOptions): () => Promise<void> {
  let atWork: Promise<unknown> = Promise.resolve();
  const once = async () => {
    await prune(database, retention, announce);
    if (database.kind === "embedded") await database.execute("checkpoint"); // nothing else has its log begin anew while the process runs
  };
  const look = () => {
    atWork = atWork.then(once).catch(onError); // looked at again in an hour
  };
  look();
  const timer = setInterval(look, LOOKING);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await atWork;
  };
}
