import { type Dataset, InputError, type ModelFile, type Preset, type Recipe, recipeOf, relabeled, transfer } from "tenfold";
import type { TransferChoices, TransferUsed } from "../../records/transfer-used.js";
import { chosenModel } from "./chosen-model.js";

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
  return {
    ...recipe,
    compileOptions: { ...compileOptions, context: start.context, weights: start.weights, rateFactors: start.rateFactors },
  };
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
