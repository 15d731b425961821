import type { BatchEnd, EpochRecord } from "tenfold";
import type { Runs, TrainingOutcome } from "./train-network.js";
import type { DataSource, TrainingOrder } from "./training-order.js";

/** What the page says to the worker that trains. */
export type TrainingWish =
  | { readonly kind: "begin"; readonly order: TrainingOrder; readonly data: DataSource }
  /** Goes on with what is kept. */
  | { readonly kind: "resume" }
  | { readonly kind: "pause" };

/** What a worker tells of its training. */
export type TrainingNews =
  /** What takes time. */
  | { readonly kind: "doing"; readonly sentence: string }
  /** What was done to the images, or could not be done. */
  | { readonly kind: "told"; readonly sentence: string }
  | { readonly kind: "began"; readonly begin: TrainingBegin }
  | { readonly kind: "batch"; readonly batch: BatchEnd }
  | { readonly kind: "epochs"; readonly epochs: readonly EpochRecord[] }
  | { readonly kind: "judging" }
  | { readonly kind: "paused" }
  | { readonly kind: "done"; readonly outcome: TrainingOutcome }
  /** `at` is what caused it. */
  | { readonly kind: "failed"; readonly at: "data" | "training"; readonly sentence: string };

/** How a training began. */
export interface TrainingBegin {
  /** What the images are called. */
  readonly data: string;
  readonly training: number;
  readonly validation: number;
  readonly test: number;
  readonly classNames: readonly string[];
  readonly engine: Pick<Runs, "build" | "threads" | "notice">;
}
