import { checkSeed } from "../../engine/check-seed.js";
import { type EngineOptions, startEngine } from "../../engine/engine.js";
import { UsageError } from "../../errors.js";
import { checkOptions } from "../../known-options.js";
import { type ModelFile, needModelFile } from "../../model/files/model-file.js";
import { classCount, frameCount, type Network, needNetwork } from "../../model/network/sequential.js";
import { allocateWeights, type WeightValues } from "../../model/network/weights.js";
import { bindGroups } from "../../optimizers/bind-groups.js";
import { needOptimizer, type Optimizer } from "../../optimizers/optimizer.js";
import { disposingOnFailure } from "../passes/disposing-on-failure.js";
import type { LoadOptions } from "../passes/load-options.js";
import { assembleTexts, type TextModel } from "./text-model.js";

export interface CompileTextsOptions extends EngineOptions {
  readonly optimizer: Optimizer;
  /** Decides the first weights, the order of the examples, the augmentation and the dropout: a whole number from 0 to 2³² - 1. */
  readonly seed?: number | undefined;
  /** What each class is written as, one of them "blank", or the last is the blank; digits and the blank behind them by default. */
  readonly classNames?: readonly string[] | undefined;
  /** Weights to begin with, by name, as those of a trained network; layers of which there are none begin with fresh ones. */
  readonly weights?: WeightValues | undefined;
}

/**
 * Makes a network trainable that reads lines whole, as `line()` makes one: a row of logits a frame. Its loss is that
 * of connectionist temporal classification.
 *
 * @throws UsageError when an option is impossible, or the network makes one row of classes of a picture
 * @throws FormatError when weights to begin with are not this network's
 */
export async function compileTexts(network: Network, options: CompileTextsOptions): Promise<TextModel> {
  needNetwork("compileTexts", network);
  checkOptions("compileTexts", options, ["optimizer", "seed", "classNames", "weights", "threads", "build"]);
  const { optimizer, seed = 0, weights: initial, threads, build } = options;
  needOptimizer("compileTexts", optimizer);
  checkSeed(seed);
  const classNames = textClassNames(network, options.classNames);
  const engine = await startEngine({ threads, build });
  return disposingOnFailure(engine, () => {
    const weights = allocateWeights(engine, network, seed, true);
    if (initial) weights.set({ ...weights.copy(), ...initial }, "the weights to begin with");
    const moving = bindGroups(optimizer, engine, weights.groups);
    return assembleTexts({ network, engine, weights, seed, classNames, training: { optimizer, moving } });
  });
}

/**
 * Puts the file of such a network to use, for evaluation.
 *
 * @throws UsageError when its network makes one row of classes of a picture
 * @throws FormatError when its weights are not those of its architecture
 */
export async function loadTexts(file: ModelFile, options: LoadOptions = {}): Promise<TextModel> {
  needModelFile("loadTexts: the model", file);
  checkOptions("loadTexts", options, ["name", "threads", "build"]);
  const { name = "the model file", threads, build } = options;
  const { network } = file;
  const classNames = textClassNames(network, file.classNames);
  const engine = await startEngine({ threads, build });
  return disposingOnFailure(engine, () => {
    const weights = allocateWeights(engine, network, undefined, false);
    weights.set(file.weights, name);
    return assembleTexts({ network, engine, weights, seed: 0, classNames });
  });
}

function textClassNames(network: Network, given: readonly string[] | undefined): readonly string[] {
  if (network.context)
    throw new UsageError(`compileTexts: "${network.name}" takes a context; networks that read lines take pictures alone`);
  if (frameCount(network) === 1) {
    throw new UsageError(
      `compileTexts: "${network.name}" makes one row of classes of a picture, one a frame is wanted; compile() trains it`,
    );
  }
  const classes = classCount(network);
  const classNames = given ?? [...Array.from({ length: classes - 1 }, (_, index) => String(index)), "blank"];
  if (classNames.length === classes) return classNames;
  throw new UsageError(`compileTexts: ${classNames.length} class names for the ${classes} classes of "${network.name}", the blank is one`);
}
