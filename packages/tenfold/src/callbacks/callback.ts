import type { WeightValues } from "../model/network/weights.js";

/**
 * Something that takes part in a training without being the training: told what it needs, it may ask to stop, and remembers
 * what it needs to go on after a killed run.
 */
export interface Callback {
  /** Unique in a training: its memory is kept under this name. */
  readonly name: string;
  onTrainBegin?(begin: TrainBegin): void | Promise<void>;
  /** The learning rate of the next step, from the optimizer's own or the callback before. */
  rate?(at: StepPosition): number;
  onBatchEnd?(end: BatchEnd): void;
  onEpochEnd?(end: EpochEnd): void | Promise<void>;
  /** After the last epoch, and after an interruption. */
  onTrainEnd?(end: TrainEnd): void | Promise<void>;
  /** What it remembers; JSON and tensors. */
  memory?(): CallbackMemory;
  recall?(memory: CallbackMemory): void;
}

export interface CallbackMemory {
  readonly values: Readonly<Record<string, number | string | null>>;
  readonly tensors?: WeightValues;
}

export interface TrainBegin {
  readonly epochs: number;
  readonly stepsPerEpoch: number;
  readonly examples: number;
  /** The first epoch to come: above 1 when resumed. */
  readonly epoch: number;
}

export interface StepPosition {
  /** From 1. */
  readonly epoch: number;
  readonly epochs: number;
  /** Steps done in all epochs, from 0. */
  readonly step: number;
  /** Steps of all epochs. */
  readonly steps: number;
  /** The rate so far. */
  readonly rate: number;
}

/** Means of the epoch so far, by name: "loss", "accuracy". */
export type Metrics = Readonly<Record<string, number>>;

export interface BatchEnd {
  readonly epoch: number;
  readonly epochs: number;
  /** Steps done in this epoch, from 1. */
  readonly batch: number;
  readonly batches: number;
  readonly metrics: Metrics;
  /** Seconds since the epoch began. */
  readonly seconds: number;
}

export interface EpochEnd {
  readonly epoch: number;
  readonly epochs: number;
  readonly batches: number;
  /** With validation data also "val_loss", "val_accuracy". */
  readonly metrics: Metrics;
  readonly learningRate: number;
  readonly seconds: number;
  readonly imagesPerSecond: number;
  readonly model: ModelView;
  /** Ends the training after this epoch, for a reason in words. */
  stop(reason: string): void;
}

export interface TrainEnd {
  readonly model: ModelView;
  readonly interrupted: boolean;
}

/** The part of a model that callbacks may touch. */
export interface ModelView {
  weights(): WeightValues;
  setWeights(values: WeightValues): void;
  /** The model as the bytes of a safetensors file. */
  encode(extra?: Readonly<Record<string, string>>): Uint8Array;
}
