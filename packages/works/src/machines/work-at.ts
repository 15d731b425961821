import { join } from "node:path";
import type { PageDecoder } from "tenfold/node";
import type { SharedFolder } from "../files/shared-folder.js";
import { workAtWebhooks } from "../jobs/deliver-webhooks.js";
import type { JobKind, JobQueue } from "../jobs/job-queue.js";
import { workAtDocuments } from "../jobs/read-documents.js";
import type { ReadersInUse } from "../learning/work/readers-in-use.js";
import type { TrainingPlace } from "../learning/work/run-training.js";
import { workAtTrainings } from "../learning/work/work-at-trainings.js";
import { workAtStudies } from "../spread/work-at-studies.js";
import type { Database } from "../store/database.js";
import type { Announce } from "../store/service-event.js";
import type { MachineNotes } from "./machines-seen.js";

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
  /** Where this process is noted. */
  readonly notes: MachineNotes;
  /** Told in a sentence why jobs are left to others. */
  readonly tell?: ((sentence: string) => void) | undefined;
}

/**
 * Works at jobs of some kinds, now and from now on.
 *
 * @returns what breaks off trainings at work, to be called before the jobs are stopped: they go on at the next start
 */
export async function workAt(place: WorkPlace): Promise<() => Promise<void>> {
  const { database, jobs, kinds, readers, decoder, announce, shared, tell, notes } = place;
  const ends: (() => Promise<void>)[] = [];
  const told = (sentence: string) => {
    notes.tell(sentence);
    tell?.(sentence);
  };
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
      tell: told,
    });
  }
  if (kinds.includes("webhook")) await workAtWebhooks({ database, jobs, allowPrivate: place.privateWebhooks });
  if (kinds.includes("train"))
    ends.push(await workAtTrainings({ database, jobs, folder: join(place.data, "trainings"), ...place.learning }));
  if (kinds.includes("study")) ends.push(await workAtStudies({ database, jobs, folder: join(place.data, "studies"), tell: told }));
  return async () => void (await Promise.all(ends.map((end) => end())));
}
