import { type Dataset, InputError, type ModelFile, type Preset, type Recipe, recipeOf, relabeled, transfer } from "tenfold";
import { isNumber, isText } from "./json-checks.js";
import { chosenModel, isModelUsed, type ModelUsed } from "./model-used.js";

/** The model that a run goes on from, and what stays of it: `transfer` in `config.json`. */
export interface TransferUsed extends ModelUsed {
  /** Layers that stay as they are: names, or the first so many. */
  readonly freeze?: number | readonly string[];
  /** By how much of the learning rate all layers but the last dense one move. */
  readonly oldRate?: number;
  /** Whether the last dense layer is replaced by a fresh one for the classes of the data. */
  readonly newHead?: boolean;
}

export interface TransferChoices {
  readonly freeze?: TransferUsed["freeze"] | undefined;
  readonly oldRate?: number | undefined;
  readonly newHead?: boolean | undefined;
}

/**
 * The model that a path means, and how to note it down.
 *
 * @throws InputError when there is none, or it is damaged
 */
export async function chosenTransfer(path: string, { freeze, oldRate, newHead }: TransferChoices) {
  const { model, used: file } = await chosenModel(path);
  const used: TransferUsed = {
    ...file,
    ...(freeze !== undefined && { freeze }),
    ...(oldRate !== undefined && { oldRate }),
    ...(newHead && { newHead }),
  };
  return { model, used };
}

/** The classes that the run tells apart. */
export function classesOf(model: ModelFile, { newHead }: TransferUsed, data: Dataset): readonly string[] {
  return newHead ? data.classNames : model.classNames;
}

/** A preset's recipe for a trained network, which begins with that network's weights. */
export function transferRecipe(preset: Preset, model: ModelFile, used: TransferUsed, data: Dataset): Recipe {
  const { freeze, oldRate, newHead } = used;
  const start = transfer(model, { freeze, oldRate, newClasses: newHead ? data.classNames : undefined });
  const { compileOptions, ...recipe } = recipeOf(preset, { network: start.network });
  return { ...recipe, compileOptions: { ...compileOptions, weights: start.weights, rateFactors: start.rateFactors } };
}

/**
 * Data labelled as the network counts its classes.
 *
 * @throws InputError when it has classes that the network does not know
 */
export function forClasses(dataset: Dataset, classNames: readonly string[]): Dataset {
  try {
    return relabeled(dataset, classNames);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(`${error.message}, or have its last layer replaced with --new-head`, { cause: error });
  }
}

export function isTransferUsed(value: unknown): value is TransferUsed {
  if (!isModelUsed(value)) return false;
  const { freeze = [], oldRate = 1, newHead = false }: Readonly<Record<string, unknown>> = { ...value };
  return (isNumber(freeze) || (Array.isArray(freeze) && freeze.every(isText))) && isNumber(oldRate) && typeof newHead === "boolean";
}
