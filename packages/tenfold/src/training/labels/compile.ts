import type { ContextColumn } from "../../data/context/context-columns.js";
import { checkSeed } from "../../engine/check-seed.js";
import { type Engine, type EngineOptions, startEngine } from "../../engine/engine.js";
import { checkOptions } from "../../known-options.js";
import { categoricalCrossentropy } from "../../losses/categorical-crossentropy.js";
import type { Loss } from "../../losses/loss.js";
import type { Metric } from "../../metrics/metric.js";
import { type ModelFile, needModelFile } from "../../model/files/model-file.js";
import type { RateFactors } from "../../model/network/rate-factors.js";
import { type Network, needNetwork } from "../../model/network/sequential.js";
import { allocateWeights, type WeightValues } from "../../model/network/weights.js";
import { bindGroups } from "../../optimizers/bind-groups.js";
import { needOptimizer, type Optimizer } from "../../optimizers/optimizer.js";
import { refuseCame } from "../../what-came.js";
import { disposingOnFailure } from "../passes/disposing-on-failure.js";
import type { LoadOptions } from "../passes/load-options.js";
import { assemble } from "./assemble.js";
import type { Model } from "./model.js";

export interface CompileOptions extends EngineOptions {
  readonly optimizer: Optimizer;
  readonly loss: Loss;
  readonly metrics?: readonly Metric[] | undefined;
  /** Decides the first weights, the order of the examples, the augmentation and the dropout: a whole number from 0 to 2³² - 1. */
  readonly seed?: number | undefined;
  /** The columns of the context, where the network takes one, as `contextColumns` finds them; plain numbers by default. */
  readonly context?: readonly ContextColumn[] | undefined;
  /** What each class means; digits by default. */
  readonly classNames?: readonly string[] | undefined;
  /** Weights to begin with, by name, as those of a trained network; layers of which there are none begin with fresh ones. */
  readonly weights?: WeightValues | undefined;
  /** Layers that move more slowly than the others, or not at all. */
  readonly rateFactors?: RateFactors | undefined;
}

const names = [
  "optimizer",
  "loss",
  "metrics",
  "seed",
  "classNames",
  "context",
  "weights",
  "rateFactors",
  "threads",
  "build",
] satisfies (keyof CompileOptions)[];

/**
 * Makes a network trainable: gives it weights, an optimizer, a loss and an engine.
 *
 * @throws UsageError when it is no network, or an option is missing, unknown or impossible
 * @throws FormatError when weights to begin with are not this network's
 */
export async function compile(network: Network, options: CompileOptions): Promise<Model> {
  needNetwork("compile", network);
  checkOptions("compile", options, [...names, "network"]); // comes along where what `transfer` gives is spread out
  const { optimizer, loss, metrics = [], seed = 0, classNames, context, weights: initial, rateFactors, threads, build } = options;
  needOptimizer("compile", optimizer);
  if (typeof loss?.kind !== "string") refuseCame("compile: loss", loss, "one as categoricalCrossentropy()");
  if (!Array.isArray(metrics)) refuseCame("compile: metrics", metrics, "a list, as [accuracy()],");
  checkSeed(seed);
  const engine = await startEngine({ threads, build });
  return disposingOnFailure(engine, () => {
    const weights = allocateWeights(engine, network, seed, true, rateFactors);
    if (initial) weights.set({ ...weights.copy(), ...initial }, "the weights to begin with");
    const moving = bindGroups(optimizer, engine, weights.groups);
    return assemble({ network, engine, weights, seed, loss, metrics, classNames, context, training: { optimizer, moving, rateFactors } });
  });
}

/**
 * Puts a model file to use, for prediction and evaluation. It may be on its way still, as `load(pretrained("classic"))`: the engine starts
 * meanwhile.
 *
 * @throws UsageError when it is none, or an option is unknown or impossible
 * @throws FormatError when its weights are not those of its architecture
 */
export async function load(file: ModelFile | Promise<ModelFile>, options: LoadOptions = {}): Promise<Model> {
  if (file instanceof Promise) file.catch(() => {}); // it may fail before anybody listens
  checkOptions("load", options, ["name", "threads", "build"]);
  const { name, threads, build } = options;
  if (!(file instanceof Promise)) needModelFile("load: the model", file);
  const [started, known] = await Promise.allSettled([startEngine({ threads, build }), file]);
  if (started.status === "rejected") throw started.reason;
  const engine = started.value;
  return disposingOnFailure(engine, () => {
    if (known.status === "rejected") throw known.reason;
    needModelFile("load: the model", known.value);
    return loadInto(engine, known.value, name);
  });
}

/**
 * The same in an engine that runs already, which the model takes over: its `dispose` ends the engine.
 *
 * @throws FormatError when its weights are not those of its architecture
 */
export function loadInto(
  engine: Engine,
  { network, weights: values, classNames, context, confidence }: ModelFile,
  name = "the model file",
): Model {
  const weights = allocateWeights(engine, network, undefined, false);
  weights.set(values, name);
  return assemble({ network, engine, weights, classNames, context, confidence, seed: 0, loss: categoricalCrossentropy() });
}
