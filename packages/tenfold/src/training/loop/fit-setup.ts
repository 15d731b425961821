import type { ModelView } from "../../callbacks/callback.js";
import type { Engine } from "../../engine/engine.js";
import { UsageError } from "../../errors.js";
import type { BoundNetwork } from "../../model/bound/bind.js";
import type { RateFactors } from "../../model/network/rate-factors.js";
import type { Network } from "../../model/network/sequential.js";
import type { Weights } from "../../model/network/weights.js";
import type { BoundOptimizer, Optimizer } from "../../optimizers/optimizer.js";
import type { Examples, Objective } from "../objectives/objective.js";
import type { WeightVersion } from "../passes/weight-version.js";
import type { ContextPlan } from "./context-feed.js";

/** What a model lends to its training. */
export interface FitSetup<E extends Examples> extends Training {
  readonly model: ModelView & { readonly network: Network };
  readonly engine: Engine;
  readonly weights: Weights;
  readonly version: WeightVersion;
  readonly objective: Objective<E>;
  readonly seed: number;
  /** What is known beside the images, and how it is left out at random; undefined where the network takes no context. */
  readonly context?: Pick<ContextPlan, "columns" | "dropout" | "swaps"> | undefined;
  /** The network with buffers for so many examples at least. */
  readonly room: (batch: number) => BoundNetwork;
  /** Runs what is not the training's own, callbacks above all, and lets it ask the model meanwhile. */
  readonly lend: <T>(use: () => T | Promise<T>) => Promise<T>;
}

/** What moves a model's weights. */
export interface Training {
  readonly optimizer: Optimizer;
  /** That optimizer at work on these weights. */
  readonly moving: BoundOptimizer;
  readonly rateFactors?: RateFactors | undefined;
}

/** @throws UsageError where there is none */
export function needTraining(what: string, training: Training | undefined): Training {
  if (!training) throw new UsageError(`${what}: this model was loaded for prediction; compile() a network to train it`);
  return training;
}
