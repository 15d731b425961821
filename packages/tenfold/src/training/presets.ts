import { architectureNamed } from "../architectures/index.js";
import { affine } from "../augment/affine.js";
import type { Callback } from "../callbacks/callback.js";
import { earlyStopping } from "../callbacks/early-stopping.js";
import { cosineDecay, exponentialDecay, oneCycle } from "../callbacks/learning-rate.js";
import { UsageError } from "../errors.js";
import { categoricalCrossentropy } from "../losses/categorical-crossentropy.js";
import { accuracy } from "../metrics/accuracy.js";
import type { Network } from "../model/sequential.js";
import { adam } from "../optimizers/adam.js";
import type { Optimizer } from "../optimizers/optimizer.js";
import { sgd } from "../optimizers/sgd.js";
import type { CompileOptions } from "./compile.js";
import type { FitOptions } from "./fit-options.js";

/** A whole recipe for a training, as plain data: it goes into a run's `config.json` and comes back out of it. */
export interface Preset {
  readonly name: string;
  readonly architecture: string;
  readonly seed: number;
  readonly epochs: number;
  readonly batchSize: number;
  readonly optimizer: OptimizerRecipe;
  readonly schedule: ScheduleRecipe;
  /** Absent: training runs to its last epoch. */
  readonly earlyStopping?: { readonly watch: string; readonly patience: number };
  /** Absent: the images as they are. */
  readonly augment?: AffineRecipe;
  /** How many of the last epochs see the images as they are. */
  readonly plainEpochs: number;
  /** The share of the training images that is set aside to judge each epoch. */
  readonly validation: number;
}

export type OptimizerRecipe =
  | { readonly kind: "adam"; readonly rate: number; readonly beta1?: number; readonly beta2?: number; readonly epsilon?: number }
  | { readonly kind: "sgd"; readonly rate: number; readonly momentum?: number; readonly nesterov?: boolean };

export type ScheduleRecipe =
  | { readonly kind: "exponentialDecay"; readonly factor: number }
  | { readonly kind: "cosineDecay"; readonly end?: number }
  | {
      readonly kind: "oneCycle";
      readonly peak?: number;
      readonly warmUp?: number;
      readonly startDivisor?: number;
      readonly endDivisor?: number;
    };

export interface AffineRecipe {
  readonly kind: "affine";
  readonly rotateDegrees: number;
  readonly shift: number;
  readonly zoom: number;
}

/** The presets by name. */
export const presets: Readonly<Record<string, Preset>> = {
  /** A network that learns in about a minute. (Recipe: Smith and Topin, "Super-Convergence", 2018) */
  quick: {
    name: "quick",
    architecture: "quick",
    seed: 42,
    epochs: 6,
    batchSize: 256,
    optimizer: { kind: "adam", rate: 0.01, beta2: 0.99 },
    schedule: { kind: "oneCycle" },
    augment: { kind: "affine", rotateDegrees: 10, shift: 0.07, zoom: 0.1 },
    plainEpochs: 1,
    validation: 0.2,
  },
  /** The seed network with Keras's customary recipe. */
  classic: {
    name: "classic",
    architecture: "classic",
    seed: 42,
    epochs: 40,
    batchSize: 64,
    optimizer: { kind: "adam", rate: 1e-3, epsilon: 1e-7 },
    schedule: { kind: "exponentialDecay", factor: 0.95 },
    earlyStopping: { watch: "val_loss", patience: 5 },
    augment: { kind: "affine", rotateDegrees: 10, shift: 0.1, zoom: 0.1 },
    plainEpochs: 0,
    validation: 0.2,
  },
};

/** @throws UsageError when there is none of that name, listing those there are */
export function presetNamed(name: string): Preset {
  const preset = Object.hasOwn(presets, name) ? presets[name] : undefined;
  if (!preset) throw new UsageError(`preset "${name}" is unknown; known are ${Object.keys(presets).join(", ")}`);
  return preset;
}

/** A preset come alive: `compile(network, compileOptions)`, then `fit(training, { ...fitOptions, validation })`. */
export interface Recipe {
  readonly network: Network;
  readonly compileOptions: CompileOptions;
  /** With callbacks of its own: the schedule of the learning rate, and early stopping where the preset has it. */
  readonly fitOptions: FitOptions & { readonly callbacks: readonly Callback[] };
}

/**
 * Makes the network and the options that a preset describes, for so many classes.
 *
 * @throws UsageError when the preset names something unknown or has an impossible number
 */
export function recipeOf(preset: Preset, { classes = 10 }: { readonly classes?: number } = {}): Recipe {
  const { architecture, seed, epochs, batchSize, optimizer, schedule, earlyStopping: stopping, augment, plainEpochs } = preset;
  const network = architectureNamed(architecture)({ classes });
  const callbacks = [scheduleOf(schedule), ...(stopping ? [earlyStopping(stopping)] : [])];
  return {
    network,
    compileOptions: { optimizer: optimizerOf(optimizer), loss: categoricalCrossentropy(), metrics: [accuracy()], seed },
    fitOptions: { epochs, batchSize, augment: augment && affine(augment), plainEpochs, callbacks },
  };
}

function optimizerOf(recipe: OptimizerRecipe): Optimizer {
  return recipe.kind === "adam" ? adam(recipe) : sgd(recipe);
}

function scheduleOf(recipe: ScheduleRecipe): Callback {
  if (recipe.kind === "oneCycle") return oneCycle(recipe);
  return recipe.kind === "cosineDecay" ? cosineDecay(recipe) : exponentialDecay(recipe);
}
