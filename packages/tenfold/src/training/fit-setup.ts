import type { Dataset } from "../data/dataset.js";
import type { Engine } from "../engine/engine.js";
import type { Loss } from "../losses/loss.js";
import type { RateFactors } from "../model/rate-factors.js";
import type { Weights, WeightValues } from "../model/weights.js";
import type { BoundOptimizer, Optimizer } from "../optimizers/optimizer.js";
import type { Model } from "./model.js";
import type { Trainer } from "./trainer.js";

/** What a model lends to its training. */
export interface FitSetup {
  readonly model: Model;
  readonly engine: Engine;
  readonly weights: Weights;
  readonly optimizer: Optimizer;
  /** That optimizer at work on these weights. */
  readonly moving: BoundOptimizer;
  readonly rateFactors?: RateFactors | undefined;
  readonly loss: Loss;
  readonly seed: number;
  /** Buffers for batches of this many examples. */
  readonly room: (batch: number) => Trainer;
  /** "val_loss" and each metric with "val_" before its name. */
  readonly validate: (dataset: Dataset) => Promise<Readonly<Record<string, number>>>;
  /** @param from what to call their source in errors */
  readonly setWeights: (values: WeightValues, from: string) => void;
  /** Says that the weights have changed in place. */
  readonly weightsMoved: () => void;
}
