import { pruneModels } from "../learning/index.js";
import { pruneStudyRuns } from "../spread/study-runs.js";
import type { Database } from "../store/database.js";
import { eraseDueDocuments, eraseOldDocuments, pruneBatches, pruneIdempotency } from "../store/prune-documents.js";
import { type Announce, tellNobody } from "../store/service-event.js";
import { pruneDeliveries } from "../webhooks/deliveries.js";

/** How long what the service keeps is kept, in days. */
export interface Retention {
  /** What has done its work: messages to webhooks, ended batches, Idempotency-Keys, files of superseded models; unless told all of it is. */
  readonly keepDays?: number | undefined;
  /** Documents, from when they were read; until somebody erases them unless told. */
  readonly eraseDays?: number | undefined;
}

/** A quarter of a year, which most people ask about. */
export const KEEP_DAYS = 90;

/** How many of each are gone. */
export interface Pruned {
  readonly documents: number;
  readonly deliveries: number;
  readonly batches: number;
  readonly keys: number;
  readonly models: number;
  /** Runs of studies that nobody has gathered. */
  readonly studyRuns: number;
}

/** Erases what is older than it is kept, and documents whose own date has come. */
export async function prune(database: Database, { keepDays, eraseDays }: Retention, announce: Announce = tellNobody): Promise<Pruned> {
  const due = await eraseDueDocuments(database, announce);
  const documents = due + (eraseDays === undefined ? 0 : await eraseOldDocuments(database, eraseDays, announce));
  if (keepDays === undefined) return { documents, deliveries: 0, batches: 0, keys: 0, models: 0, studyRuns: 0 };
  return {
    documents,
    deliveries: await pruneDeliveries(database, keepDays),
    batches: await pruneBatches(database, keepDays, announce),
    keys: await pruneIdempotency(database, keepDays),
    models: await pruneModels(database, keepDays),
    studyRuns: await pruneStudyRuns(database, keepDays),
  };
}
