import { pageDecoder } from "tenfold/node";
import { loadReaders } from "tenfold/recognize";
import { sharedFolder } from "../files/shared-folder.js";
import { announceTo } from "../jobs/deliver-webhooks.js";
import { type JobKind, openJobs } from "../jobs/job-queue.js";
import { readersInUse } from "../learning/work/readers-in-use.js";
import { pruneHourly } from "../retention/prune-hourly.js";
import { makeDataFolder } from "../store/data-folder.js";
import { openDatabase } from "../store/open-database.js";
import { noteMachine } from "./machines-seen.js";
import { workAt } from "./work-at.js";

/** What a worker may be told to take. */
export const workKinds: readonly JobKind[] = ["read", "train", "study"];

export interface MachineOptions {
  /** `postgres://…` */
  readonly database: string;
  /** The folder of what it keeps, as trainings at work. */
  readonly data: string;
  readonly kinds: readonly JobKind[];
  /** Readers, each in a thread of its own. */
  readonly threads: number;
  /** The folder that all machines see. */
  readonly shared?: string | undefined;
  /** How long others wait for word of this one before they take its jobs for lost, in seconds from 10; 12 unless told. */
  readonly deadAfter?: number | undefined;
  readonly pid: number;
  readonly onError: (error: Error) => void;
  readonly tell: (sentence: string) => void;
}

/** A worker at work. */
export interface RunningMachine {
  /** Takes no new job; what is at work is done to its end. */
  stop(): Promise<void>;
}

/** A page that takes longer ends its reader, in milliseconds. */
const READING_MS = 60_000;
/** Jobs whose files are decoded while all readers are at work. */
const AHEAD = 1;

/**
 * Starts to work at jobs that lie in a database of PostgreSQL, beside as many others as there are.
 *
 * @throws InputError when the database is not there, or too old or too new, or the shared folder is not to be seen
 */
export async function startMachine(options: MachineOptions): Promise<RunningMachine> {
  const { database: address, data, kinds, threads, deadAfter, pid, onError, tell } = options;
  const ends: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const end of ends.splice(0).reverse()) await end();
  };
  try {
    const shared = options.shared === undefined ? undefined : await sharedFolder(options.shared);
    const database = await openDatabase({ folder: data, address });
    ends.push(() => database.close());
    if (kinds.includes("train") || kinds.includes("study")) await makeDataFolder(data);
    const reads = kinds.includes("read");
    const readers = reads
      ? await readersInUse(
          database,
          (networks) => loadReaders({ workers: threads, queue: 16 * threads, timeoutMs: READING_MS, ...networks }),
          onError,
        )
      : undefined;
    if (readers) ends.push(() => readers.dispose());
    const decoder = pageDecoder({ processes: threads });
    ends.push(async () => decoder.close());
    const notes = await noteMachine(database, { kinds, readers, pid, onError });
    ends.push(notes.end);
    const jobs = await openJobs(database, { onError, deadAfter });
    ends.push(() => jobs.stop());
    const announce = announceTo(jobs);
    const count = threads + AHEAD;
    const place = { database, jobs, kinds, readers, decoder, count, data, shared, announce, privateWebhooks: false, notes, tell };
    ends.push(await workAt(place), pruneHourly({ database, announce, onError }));
    return { stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
