import type { Database } from "../store/database.js";
import { type Announce, tellNobody } from "../store/service-event.js";
import { type Correction, correct, undoLast } from "./correct.js";
import { nextFields } from "./next-fields.js";
import type { FieldToReview, ReviewStats } from "./review-record.js";
import { reviewStats } from "./review-stats.js";

/** Where people look at fields: what the review page asks, whatever is behind it. */
export interface ReviewDesk {
  /** The fields to look at next; they are the reviewer's for a minute. */
  next(reviewer: string, count: number): Promise<FieldToReview[]>;
  /**
   * Keeps what somebody says of a field. Once this has returned, a kill does not lose it; the same said again is the same correction.
   *
   * @returns the correction's id, or undefined where there is no such field
   * @throws InputError when a correction comes without a text, or with one that is too long
   * @throws TakenError when somebody else has it for the moment, or it is done
   */
  correct(correction: Correction): Promise<string | undefined>;
  /** Takes the reviewer's last correction back. @returns the field, or undefined where there is nothing to take back */
  undoLast(reviewer: string): Promise<string | undefined>;
  stats(): Promise<ReviewStats>;
}

/** The desk of a service's database. */
export function databaseDesk(database: Database, announce: Announce = tellNobody): ReviewDesk {
  return {
    next: (reviewer, count) => nextFields(database, reviewer, count),
    correct: (correction) => correct(database, correction, announce),
    undoLast: (reviewer) => undoLast(database, reviewer, announce),
    stats: () => reviewStats(database),
  };
}
