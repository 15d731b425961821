import type { EpochRecord } from "tenfold";
import { forget, keep, kept } from "../kept/kept-database.js";
import type { TrainingOutcome } from "./train-network.js";
import type { TrainingBegin } from "./training-messages.js";
import type { TrainAndTest, TrainingOrder } from "./training-order.js";

/** The training that this browser keeps, as far as a page shows it. There is one at most. */
export interface KeptTraining {
  readonly order: TrainingOrder;
  readonly begin: TrainingBegin;
  /** Where MNIST's page lay; undefined where the images are kept along. */
  readonly base?: string | undefined;
}

/** Its parts, each under a key: images are written once, states after every epoch. */
interface Parts {
  readonly training: KeptTraining;
  /** Images of somebody's own; MNIST is fetched again. */
  readonly images: PlainImages;
  readonly state: Uint8Array;
  readonly best: Uint8Array;
  readonly epochs: readonly EpochRecord[];
  readonly outcome: TrainingOutcome;
}

/** Two datasets without their functions, which cannot be kept. */
export type PlainImages = Readonly<
  Record<
    keyof TrainAndTest,
    Omit<TrainAndTest["train"], "images"> & { readonly pixels: Uint8Array; readonly shape: readonly [number, number, number, number] }
  >
>;

export function keptPart<K extends keyof Parts>(part: K): Promise<Parts[K] | undefined> {
  return kept<Parts[K]>("training", part);
}

/** @throws InputError when the browser has no room */
export function keepPart<K extends keyof Parts>(part: K, value: Parts[K]): Promise<void> {
  return keep("training", part, value);
}

/** Makes room for another. */
export function forgetTraining(): Promise<void> {
  return forget("training");
}
