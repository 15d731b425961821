import { type Engine, type EngineOptions, startEngine } from "../engine/engine.js";
import { UsageError } from "../errors.js";
import { categoricalCrossentropy } from "../losses/categorical-crossentropy.js";
import type { Loss } from "../losses/loss.js";
import type { Metric } from "../metrics/metric.js";
import type { ModelFile } from "../model/model-file.js";
import type { RateFactors } from "../model/rate-factors.js";
import type { Network } from "../model/sequential.js";
import { allocateWeights, type WeightValues } from "../model/weights.js";
import { bindGroups } from "../optimizers/bind-groups.js";
import type { Optimizer } from "../optimizers/optimizer.js";
import { assemble } from "./assemble.js";
import { disposingOnFailure } from "./disposing-on-failure.js";
import type { Model } from "./model.js";

export interface CompileOptions extends EngineOptions {
  readonly optimizer: Optimizer;
  readonly loss: Loss;
  readonly metrics?: readonly Metric[];
  /** Decides the first weights, the order of the examples, the augmentation and the dropout: a whole number from 0 to 2³² - 1. */
  readonly seed?: number;
  /** What each class means; digits by default. */
  readonly classNames?: readonly string[];
  /** Weights to begin with, by name, as those of a trained network; layers of which there are none begin with fresh ones. */
  readonly weights?: WeightValues | undefined;
  /** Layers that move more slowly than the others, or not at all. */
  readonly rateFactors?: RateFactors | undefined;
}

/**
 * Makes a network trainable: gives it weights, an optimizer, a loss and an engine.
 *
 * @throws UsageError when an option is impossible
 * @throws FormatError when weights to begin with are not this network's
 */
export async function compile(network: Network, options: CompileOptions): Promise<Model> {
  const { optimizer, loss, metrics = [], seed = 0, classNames, weights: initial, rateFactors, threads, build } = options;
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff) {
    throw new UsageError(`seed: ${seed} came, a whole number from 0 to 4294967295 is wanted`);
  }
  const engine = await startEngine({ threads, build });
  return disposingOnFailure(engine, () => {
    const weights = allocateWeights(engine, network, seed, true, rateFactors);
    if (initial) weights.set({ ...weights.copy(), ...initial }, "the weights to begin with");
    const moving = bindGroups(optimizer, engine, weights.groups);
    return assemble({ network, engine, weights, seed, loss, metrics, classNames, training: { optimizer, moving, rateFactors } });
  });
}

export interface LoadOptions extends EngineOptions {
  /** What to call the model in errors. */
  readonly name?: string;
}

/**
 * Puts a model file to use, for prediction and evaluation.
 *
 * @throws FormatError when its weights are not those of its architecture
 */
export async function load(file: ModelFile, { name, threads, build }: LoadOptions = {}): Promise<Model> {
  const engine = await startEngine({ threads, build });
  return disposingOnFailure(engine, () => loadInto(engine, file, name));
}

/**
 * The same in an engine that runs already, which the model takes over: its `dispose` ends the engine.
 *
 * @throws FormatError when its weights are not those of its architecture
 */
export function loadInto(engine: Engine, { network, weights: values, classNames, confidence }: ModelFile, name = "the model file"): Model {
  const weights = allocateWeights(engine, network, undefined, false);
  weights.set(values, name);
  return assemble({ network, engine, weights, classNames, confidence, seed: 0, loss: categoricalCrossentropy() });
}
