import { affine } from "../../augment/affine.js";
import type { Augmentation } from "../../augment/augmentation.js";
import { elastic } from "../../augment/elastic.js";
import { wearing } from "../../augment/wearing.js";
import type { Callback } from "../../callbacks/callback.js";
import { earlyStopping } from "../../callbacks/early-stopping.js";
import { cosineDecay, exponentialDecay, oneCycle } from "../../callbacks/learning-rate.js";
import { adam } from "../../optimizers/adam.js";
import type { Optimizer } from "../../optimizers/optimizer.js";
import { sgd } from "../../optimizers/sgd.js";
import { spoiled } from "../../synthesis/wear/worn.js";
import type { LoopOptions } from "../loop/fit-options.js";
import type { AugmentRecipe, OptimizerRecipe, Preset, ScheduleRecipe } from "./preset.js";

/** Options of a training, with callbacks of its own: the schedule of the learning rate, and early stopping where the preset has it. */
export type RecipeOptionsOf<Options> = Options & { readonly callbacks: readonly Callback[] };

/** What a preset says of the loop, whatever is to be learned. */
export function loopOptionsOf({
  epochs,
  batchSize,
  augment,
  plainEpochs,
  averageWeights,
  schedule,
  earlyStopping: stopping,
}: Preset): RecipeOptionsOf<Omit<LoopOptions<unknown>, "validation">> {
  const callbacks = [scheduleOf(schedule), ...(stopping ? [earlyStopping(stopping)] : [])];
  return { epochs, batchSize, augment: augment && augmentOf(augment), plainEpochs, averageWeights, callbacks };
}

export function optimizerOf(recipe: OptimizerRecipe): Optimizer {
  return recipe.kind === "adam" ? adam(recipe) : sgd(recipe);
}

function augmentOf(recipe: AugmentRecipe): Augmentation {
  const { wear, ...moved } = recipe;
  const moving = moved.kind === "elastic" ? elastic(moved) : affine(moved);
  return wear === undefined ? moving : wearing(moving, { share: wear, spoil: spoiled });
}

function scheduleOf(recipe: ScheduleRecipe): Callback {
  if (recipe.kind === "oneCycle") return oneCycle(recipe);
  return recipe.kind === "cosineDecay" ? cosineDecay(recipe) : exponentialDecay(recipe);
}
