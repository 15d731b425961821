import { join } from "node:path";
import type { PageDecoder } from "tenfold/node";
import type { SharedFolder } from "../files/shared-folder.js";
import { answersOf } from "../jobs/batch-answers.js";
import { workAtWebhooks } from "../jobs/deliver-webhooks.js";
import type { JobKind, JobQueue } from "../jobs/job-queue.js";
import { workAtDocuments } from "../jobs/read-documents.js";
import type { ReadersInUse } from "../learning/work/readers-in-use.js";
import type { TrainingPlace } from "../learning/work/run-training.js";
import { workAtTrainings } from "../learning/work/work-at-trainings.js";
import type { Database } from "../store/database.js";
import type { Announce } from "../store/service-event.js";
import { noteMachine } from "./machines-seen.js";

/** Where jobs are worked at: by the service, or by a process that does nothing else. */
export interface WorkPlace {
  readonly database: Database;
  readonly jobs: JobQueue;
  /** Which jobs it takes. */
  readonly kinds: readonly JobKind[];
  /** What reads; wanted by those of kind "read". */
  readonly readers: ReadersInUse | undefined;
  readonly decoder: PageDecoder;
  /** How many jobs of reading at a time; as many as there are readers unless told. */
  readonly count?: number | undefined;
  /** The folder of what it keeps. */
  readonly data: string;
  readonly shared?: SharedFolder | undefined;
  readonly announce: Announce;
  /** Whether webhooks may be addresses of this machine and of private networks. */
  readonly privateWebhooks: boolean;
  readonly learning?: Pick<TrainingPlace, "least" | "sizes" | "threads"> | undefined;
  /** The id of this process. */
  readonly pid: number;
  readonly onError: (error: Error) => void;
  /** Told in a sentence why jobs are left to others. */
  readonly tell?: ((sentence: string) => void) | undefined;
}

/**
 * Works at jobs of some kinds, now and from now on, and notes so where all machines see it.
 *
 * @returns what ends it: nothing new is begun, what is being read is read to its end, and a training is broken off, to go on at the next start
 */
export async function workAt(place: WorkPlace): Promise<() => Promise<void>> {
  const { database, jobs, kinds, readers, decoder, announce, shared, tell, onError } = place;
  const notes = await noteMachine(database, {
    kinds,
    readers: readers?.now.workers ?? 0,
    pid: place.pid,
    answers: () => (readers ? answersOf({ model: readers.model, engine: readers.now.engine }) : null),
    onError,
  });
  let breakOff = async () => {};
  if (kinds.includes("read") && readers) {
    await workAtDocuments({
      database,
      jobs,
      use: readers.use,
      decoder,
      count: place.count ?? readers.now.workers,
      shared,
      announce,
      onKept: notes.add,
      tell(sentence) {
        notes.tell(sentence);
        tell?.(sentence);
      },
    });
  }
  if (kinds.includes("webhook")) await workAtWebhooks({ database, jobs, allowPrivate: place.privateWebhooks });
  if (kinds.includes("train"))
    breakOff = await workAtTrainings({ database, jobs, folder: join(place.data, "trainings"), ...place.learning });
  return async () => {
    await breakOff();
    await jobs.stop();
    await notes.end();
  };
}
