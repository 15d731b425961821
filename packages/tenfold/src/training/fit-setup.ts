import type { Dataset } from "../data/dataset.js";
import type { Engine } from "../engine/engine.js";
import type { Evaluation } from "../evaluate/evaluation.js";
import type { Metric } from "../metrics/metric.js";
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
  readonly metrics: readonly Metric[];
  readonly seed: number;
  /** Buffers for batches of this many examples. */
  readonly room: (batch: number) => Trainer;
  readonly evaluate: (dataset: Dataset) => Promise<Evaluation>;
  readonly setWeights: (values: WeightValues) => void;
}
