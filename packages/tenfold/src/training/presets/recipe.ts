import { architectureNamed } from "../../architectures/index.js";
import type { ContextColumn } from "../../data/context/context-columns.js";
import { UsageError } from "../../errors.js";
import { categoricalCrossentropy } from "../../losses/categorical-crossentropy.js";
import { accuracy } from "../../metrics/accuracy.js";
import { type NetworkDescription, networkFrom } from "../../model/network/network-description.js";
import { classCount, type Network } from "../../model/network/sequential.js";
import { withContext } from "../../model/with-context.js";
import { withDropout } from "../../model/with-dropout.js";
import type { CompileOptions } from "../labels/compile.js";
import type { FitOptions } from "../loop/fit-options.js";
import type { Preset } from "./preset.js";
import { loopOptionsOf, optimizerOf, type RecipeOptionsOf } from "./recipe-parts.js";

/** A preset come alive: `compile(network, compileOptions)`, then `fit(training, { ...fitOptions, validation })`. */
export interface Recipe {
  readonly network: Network;
  readonly compileOptions: CompileOptions;
  readonly fitOptions: RecipeOptionsOf<FitOptions>;
}

export interface RecipeOptions {
  /** Classes to tell apart; 10 by default. */
  readonly classes?: number | undefined;
  /** In place of the architecture that the preset names, as one that is trained further. */
  readonly network?: Network | undefined;
  /** Columns of a context, where the network is to take one: it gets a `film` for them, unless it takes one already. */
  readonly context?: readonly ContextColumn[] | undefined;
}

/**
 * Makes the network and the options that a preset describes, for so many classes.
 *
 * @throws UsageError when the preset names something unknown, has an impossible number, or trains on strings
 */
export function recipeOf(preset: Preset, { classes = 10, network: given, context }: RecipeOptions = {}): Recipe {
  const {
    name,
    architecture,
    architectureOptions,
    network: own,
    dropout,
    seed,
    optimizer,
    labelSmoothing: smoothing = 0,
    strings,
  } = preset;
  if (strings)
    throw new UsageError(`preset "${name}" trains on strings composed of images; wanted is one that trains on the images themselves`);
  const bare = given ?? (own ? ownNetwork(own, classes) : architectureNamed(architecture)({ ...architectureOptions, classes }));
  const plain = context && !bare.context ? withContext(bare, context) : bare;
  return {
    network: dropout === undefined ? plain : withDropout(plain, dropout),
    compileOptions: {
      optimizer: optimizerOf(optimizer),
      loss: categoricalCrossentropy({ smoothing }),
      metrics: [accuracy()],
      seed,
      context,
    },
    fitOptions: loopOptionsOf(preset),
  };
}

/** @throws UsageError when it tells another number of classes apart */
function ownNetwork(description: NetworkDescription, classes: number): Network {
  const network = networkFrom(description, `the network "${description.name}"`);
  const own = classCount(network);
  if (own !== classes)
    throw new UsageError(`the network "${network.name}" tells ${own} classes apart, and the data has ${classes}; mend its last layers`);
  return network;
}
