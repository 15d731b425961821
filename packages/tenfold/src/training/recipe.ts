import { architectureNamed } from "../architectures/index.js";
import { affine } from "../augment/affine.js";
import type { Augmentation } from "../augment/augmentation.js";
import { elastic } from "../augment/elastic.js";
import type { Callback } from "../callbacks/callback.js";
import { earlyStopping } from "../callbacks/early-stopping.js";
import { cosineDecay, exponentialDecay, oneCycle } from "../callbacks/learning-rate.js";
import { categoricalCrossentropy } from "../losses/categorical-crossentropy.js";
import { accuracy } from "../metrics/accuracy.js";
import type { Network } from "../model/sequential.js";
import { adam } from "../optimizers/adam.js";
import type { Optimizer } from "../optimizers/optimizer.js";
import { sgd } from "../optimizers/sgd.js";
import type { CompileOptions } from "./compile.js";
import type { FitOptions } from "./fit-options.js";
import type { AugmentRecipe, OptimizerRecipe, Preset, ScheduleRecipe } from "./preset.js";

/** A preset come alive: `compile(network, compileOptions)`, then `fit(training, { ...fitOptions, validation })`. */
export interface Recipe {
  readonly network: Network;
  readonly compileOptions: CompileOptions;
  /** With callbacks of its own: the schedule of the learning rate, and early stopping where the preset has it. */
  readonly fitOptions: FitOptions & { readonly callbacks: readonly Callback[] };
}

export interface RecipeOptions {
  /** Classes to tell apart; 10 by default. */
  readonly classes?: number;
  /** In place of the architecture that the preset names, as one that is trained further. */
  readonly network?: Network | undefined;
}

/**
 * Makes the network and the options that a preset describes, for so many classes.
 *
 * @throws UsageError when the preset names something unknown or has an impossible number
 */
export function recipeOf(preset: Preset, { classes = 10, network: given }: RecipeOptions = {}): Recipe {
  const { architecture, seed, epochs, batchSize, optimizer, schedule, earlyStopping: stopping, augment, plainEpochs } = preset;
  const { architectureOptions, labelSmoothing: smoothing = 0, averageWeights } = preset;
  const network = given ?? architectureNamed(architecture)({ ...architectureOptions, classes });
  const callbacks = [scheduleOf(schedule), ...(stopping ? [earlyStopping(stopping)] : [])];
  return {
    network,
    compileOptions: { optimizer: optimizerOf(optimizer), loss: categoricalCrossentropy({ smoothing }), metrics: [accuracy()], seed },
    fitOptions: { epochs, batchSize, augment: augment && augmentOf(augment), plainEpochs, averageWeights, callbacks },
  };
}

function optimizerOf(recipe: OptimizerRecipe): Optimizer {
  return recipe.kind === "adam" ? adam(recipe) : sgd(recipe);
}

function augmentOf(recipe: AugmentRecipe): Augmentation {
  return recipe.kind === "elastic" ? elastic(recipe) : affine(recipe);
}

function scheduleOf(recipe: ScheduleRecipe): Callback {
  if (recipe.kind === "oneCycle") return oneCycle(recipe);
  return recipe.kind === "cosineDecay" ? cosineDecay(recipe) : exponentialDecay(recipe);
}
