import { type EngineOptions, startEngine } from "../engine/engine.js";
import type { Tensor } from "../engine/tensor.js";
import { UsageError } from "../errors.js";
import { categoricalCrossentropy } from "../losses/categorical-crossentropy.js";
import type { Loss } from "../losses/loss.js";
import type { Metric } from "../metrics/metric.js";
import type { ModelFile } from "../model/model-file.js";
import type { Network } from "../model/sequential.js";
import { allocateWeights } from "../model/weights.js";
import type { Optimizer } from "../optimizers/optimizer.js";
import { assemble } from "./assemble.js";
import type { Model } from "./model.js";

export interface CompileOptions extends EngineOptions {
  readonly optimizer: Optimizer;
  readonly loss: Loss;
  readonly metrics?: readonly Metric[];
  /** Decides the first weights, the order of the examples, the augmentation and the dropout: a whole number from 0 to 2³² - 1. */
  readonly seed?: number;
  /** What each class means; digits by default. */
  readonly classNames?: readonly string[];
}

/**
 * Makes a network trainable: gives it weights, an optimizer, a loss and an engine.
 *
 * @throws UsageError when an option is impossible
 */
export async function compile(network: Network, options: CompileOptions): Promise<Model> {
  const { optimizer, loss, metrics = [], seed = 0, classNames, threads, build } = options;
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff) {
    throw new UsageError(`seed: ${seed} came, a whole number from 0 to 4294967295 is wanted`);
  }
  const engine = await startEngine({ threads, build });
  return disposingOnFailure(engine, () => {
    const weights = allocateWeights(engine, network, seed, true);
    const moving = optimizer.bind(engine, { w: weights.trainable, g: weights.gradients as Tensor });
    return assemble({ network, engine, weights, seed, loss, metrics, classNames, training: { optimizer, moving } });
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
export async function load({ network, weights: values, classNames, confidence }: ModelFile, options: LoadOptions = {}): Promise<Model> {
  const { name = "the model file", threads, build } = options;
  const engine = await startEngine({ threads, build });
  return disposingOnFailure(engine, () => {
    const weights = allocateWeights(engine, network, 0, false);
    weights.set(values, name);
    return assemble({ network, engine, weights, classNames, confidence, seed: 0, loss: categoricalCrossentropy() });
  });
}

async function disposingOnFailure<T>(engine: { dispose(): Promise<void> }, make: () => T): Promise<T> {
  try {
    return make();
  } catch (error) {
    await engine.dispose();
    throw error;
  }
}
