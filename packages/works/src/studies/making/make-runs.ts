import { type Host, Interrupted } from "../../host.js";
import type { DataSource } from "../../records/data-source.js";
import { inParts, type Part } from "../../resumable/parts.js";
import { hostOfPart, type WishToStop } from "../../resumable/wish-to-stop.js";
import type { Outcome } from "../outcome.js";
import type { StudyRun } from "../study-folder.js";
import type { StudyProgress } from "../study-progress.js";
import { finishedOutcome, finishRun } from "./finish-run.js";
import type { RunOrder } from "./run-order.js";

/** A run of a study with its folder, in which all that it came to lies in the end. */
export interface PlacedOrder {
  readonly run: StudyRun;
  readonly order: RunOrder;
}

/** What runs are made with, wherever that is done. */
export interface Making {
  /** Where the study's data is. */
  readonly source: DataSource;
  /** How to go on with the study after an interruption. */
  readonly resumeCommand: string;
  readonly host: Host;
  readonly progress: StudyProgress;
  readonly wish: WishToStop;
}

/**
 * Brings runs of a study to their end, from wherever each stands.
 *
 * @returns what each came to, in their order
 * @throws Interrupted when somebody wished to stop
 */
export type MakeRuns = (orders: readonly PlacedOrder[], making: Making) => Promise<Outcome[]>;

/** In this process, one after the other. */
export const makeRunsHere: MakeRuns = (orders, making) =>
  inParts(
    orders.map((placed) => partOf(placed, making)),
    making.wish,
    () => new Interrupted(`interrupted; go on with ${making.resumeCommand}`),
  );

function partOf({ run, order }: PlacedOrder, { source, resumeCommand, host, progress, wish }: Making): Part<Outcome> {
  const { arm, seed } = order;
  return {
    async finished() {
      const outcome = await finishedOutcome(run, order);
      progress.begin(arm, seed, outcome !== undefined);
      if (outcome) progress.end(arm, outcome);
      return outcome;
    },
    async perform() {
      const given = { source, callbacks: [progress.callback], resumeCommand };
      const outcome = await finishRun(run, order, given, hostOfPart(host, wish));
      progress.end(arm, outcome);
      return outcome;
    },
  };
}
