import type { Augmentation } from "../../augment/augmentation.js";
import type { Callback } from "../../callbacks/callback.js";
import { checkSignal } from "../../calls/check-signal.js";
import type { Dataset } from "../../data/dataset.js";
import { UsageError } from "../../errors.js";
import { checkOptions } from "../../known-options.js";
import type { Sink } from "../../model/sink.js";
import { refuseCame } from "../../what-came.js";
import type { DistillationOptions } from "../distillation/distillation-options.js";
import type { Averaging } from "./weight-average.js";

/** How a network is trained, whatever it is to learn of its examples. */
export interface LoopOptions<Examples> {
  readonly epochs: number;
  /** Examples a step, 1 to 4096; 64 by default. */
  readonly batchSize?: number | undefined;
  /** Judged after every epoch. */
  readonly validation?: Examples | undefined;
  /** Changes training images at random; not those of validation. */
  readonly augment?: Augmentation | undefined;
  /** How many of the last epochs see the images as they are. */
  readonly plainEpochs?: number | undefined;
  /** Judges, saves and ends with a running mean of the weights in place of those of the last step. */
  readonly averageWeights?: Averaging | undefined;
  readonly callbacks?: readonly Callback[] | undefined;
  /** Ends the training after the step in progress. */
  readonly signal?: AbortSignal | undefined;
  /** Receives, after every epoch and when interrupted, what `resume` takes to go on. */
  readonly keep?: Sink | undefined;
  /** What `keep` received: goes on from there, to the same weights as if it had never stopped. */
  readonly resume?: Uint8Array | undefined;
}

export interface FitOptions extends LoopOptions<Dataset> {
  /**
   * With a network that takes a context: the share of the images that train as if nothing were known of them, at least 0 and less than 1; of the others
   * each column, where there are several, is left out with the same. 0.25 by default, so that "unknown" stays an answer.
   */
  readonly contextDropout?: number | undefined;
  /**
   * With such a network: the share of the images that train with what is known of another one, at least 0 and less than 1. The more, the less a network believes what it is
   * told: a wrong word does less harm, a right one less good. 0.1 by default.
   */
  readonly contextSwaps?: number | undefined;
  /** Learns what trained networks answer to the very pictures that it sees, beside the labels. */
  readonly distillation?: DistillationOptions | undefined;
}

export const BATCH_SIZE = 64;

const optionNames: readonly string[] = [
  ...(["epochs", "batchSize", "validation", "augment", "plainEpochs", "averageWeights"] satisfies (keyof FitOptions)[]),
  ...(["callbacks", "signal", "keep", "resume", "contextDropout", "contextSwaps", "distillation"] satisfies (keyof FitOptions)[]),
];

/** @throws UsageError when an option is unknown or impossible */
export function checkLoopOptions(options: LoopOptions<unknown> & Pick<FitOptions, "contextDropout" | "contextSwaps">): void {
  checkOptions("fit", options, optionNames);
  const {
    epochs,
    batchSize = BATCH_SIZE,
    plainEpochs = 0,
    averageWeights,
    callbacks = [],
    signal,
    contextDropout = 0,
    contextSwaps = 0,
  } = options;
  checkSignal("fit", signal);
  if (!Array.isArray(callbacks)) refuseCame("fit: callbacks", callbacks, 'a list, as [earlyStopping({ watch: "val_loss" })],');
  if (!isWhole(epochs, 1)) throw new UsageError(`fit: epochs is ${epochs}, a whole number from 1 is wanted`);
  if (!isWhole(batchSize, 1, 4096)) throw new UsageError(`fit: batchSize is ${batchSize}, a whole number from 1 to 4096 is wanted`);
  if (!isWhole(plainEpochs, 0)) throw new UsageError(`fit: plainEpochs is ${plainEpochs}, a whole number from 0 is wanted`);
  if (averageWeights && !(averageWeights.decay >= 0 && averageWeights.decay < 1)) {
    throw new UsageError(`fit: averageWeights has decay ${averageWeights.decay}, a share from 0 up to but not 1 is wanted`);
  }
  if (!(contextDropout >= 0 && contextDropout < 1)) {
    throw new UsageError(`fit: contextDropout is ${contextDropout}, a share from 0 up to but not 1 is wanted`);
  }
  if (!(contextSwaps >= 0 && contextSwaps < 1)) {
    throw new UsageError(`fit: contextSwaps is ${contextSwaps}, a share from 0 up to but not 1 is wanted`);
  }
  const names = callbacks.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new UsageError(`fit: two callbacks are named "${twice}"; give one of them another name`);
}

function isWhole(value: number, from: number, to = Number.MAX_SAFE_INTEGER): boolean {
  return Number.isInteger(value) && value >= from && value <= to;
}
