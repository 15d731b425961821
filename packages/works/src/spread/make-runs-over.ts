import { setTimeout as sleep } from "node:timers/promises";
import { InputError } from "tenfold";
import { makeFolder } from "tenfold/node";
import { Interrupted } from "../host.js";
import { whenThere } from "../jobs/database-away.js";
import { openJobs } from "../jobs/job-queue.js";
import { plural } from "../pages/numbers.js";
import { openDatabase } from "../store/open-database.js";
import { finishedOutcome } from "../studies/making/finish-run.js";
import type { MakeRuns, Making, PlacedOrder } from "../studies/making/make-runs.js";
import type { Outcome } from "../studies/outcome.js";
import { writeRunFiles } from "./run-files.js";
import { dropRuns, engineHere, filesOf, sendRuns, statesOf } from "./study-runs.js";

export interface Spreading {
  /** `postgres://…` */
  readonly address: string;
  /** A folder for what a database needs that is none of a server's. */
  readonly folder: string;
  /** Milliseconds between two looks for what is done; a second unless told. */
  readonly pollMs?: number | undefined;
}

/**
 * Has runs of a study made by the workers at a database, all at once. Their files lie in the study's folder in the end, as if they had been made there, and no more in the database.
 *
 * @throws InputError when the database is not there, or a run failed
 */
export function makeRunsOver({ address, folder, pollMs = 1000 }: Spreading): MakeRuns {
  return async (placed, making) => {
    const before = await Promise.all(placed.map(({ run, order }) => finishedOutcome(run, order)));
    const open = placed.filter((_, at) => before[at] === undefined);
    if (open.length > 0) {
      const database = await openDatabase({ folder, address });
      try {
        await gathered(open, making, database, pollMs);
      } finally {
        await database.close();
      }
    }
    return Promise.all(placed.map(async ({ run, order }, at) => before[at] ?? ((await finishedOutcome(run, order)) as Outcome)));
  };
}

async function gathered(
  open: readonly PlacedOrder[],
  { host, wish, resumeCommand }: Making,
  database: Awaited<ReturnType<typeof openDatabase>>,
  pollMs: number,
): Promise<void> {
  const jobs = await openJobs(database, { onError: ({ message }) => host.tell(message) });
  const orders = open.map(({ order }) => order);
  const ids = await engineHere()
    .then((engine) => sendRuns(database, jobs, orders, engine))
    .finally(() => jobs.stop());
  // From now on the study is begun: who asks for it again gets what the workers come to.
  await Promise.all(open.map(({ run }) => makeFolder(run.path)));
  const byId = new Map(ids.map((id, at) => [id, open[at] as PlacedOrder]));
  host.tell(`Study: ${plural(open.length, "run")} for the workers at ${database.name}`);
  const never = new AbortController().signal;
  for (;;) {
    const states = await whenThere(() => statesOf(database, [...byId.keys()]), wish.signal);
    if (states.length < byId.size)
      throw new InputError(`runs of the study are no more in ${database.name}; send them anew with ${resumeCommand}`);
    for (const { id, state, error } of states) {
      const { run, order } = byId.get(id) as PlacedOrder;
      if (state === "failed")
        throw new InputError(`${order.arm.name}, seed ${order.seed}: ${error}; mend it, and go on with ${resumeCommand}`);
      if (state !== "done") continue;
      await writeRunFiles(run, await whenThere(() => filesOf(database, id), never));
      await finishedOutcome(run, order); // what came is what was asked for
      await dropRuns(database, [id]);
      byId.delete(id);
      host.tell(`Study: ${order.arm.name}, seed ${order.seed} is done; ${plural(byId.size, "run")} to go`);
    }
    if (byId.size === 0) return;
    if (wish.signal.aborted) throw new Interrupted(`interrupted, and the workers go on; see what they came to with ${resumeCommand}`);
    await sleep(pollMs, undefined, { signal: wish.signal }).catch(() => {});
  }
}
