import { type CompileOptions, compile, type Dataset, InputError, type Model, type Preset, type Recipe, recipeOf, split } from "tenfold";
import { openData } from "../open-data.js";
import type { DataUsed } from "../report/report-data.js";
import type { RunConfig } from "./run-config.js";

/** A recipe with its data, before there is a model. */
export interface Ingredients {
  readonly recipe: Recipe;
  readonly training: Dataset;
  readonly validation: Dataset;
  readonly test: Dataset;
  /** What was used of which files. */
  readonly used: { readonly training: DataUsed; readonly test: DataUsed };
}

/**
 * Reads the data and sets a part of it aside for validation, as a preset says.
 *
 * @throws InputError when the data cannot be read
 * @throws UsageError when the preset cannot be followed
 */
export async function gather(preset: Preset, folder: string | undefined, begun?: RunConfig): Promise<Ingredients> {
  const { train, test } = begun ? await sameData(folder, begun) : await openData(folder);
  const recipe = recipeOf(preset, { classes: train.classNames.length });
  return { recipe, ...split(train, preset), test, used: { training: usedOf(train), test: usedOf(test) } };
}

/** Makes the model; what the run was begun with decides which build computes. */
export function cook({ recipe, training }: Ingredients, { threads, build }: Pick<CompileOptions, "threads" | "build">): Promise<Model> {
  return compile(recipe.network, { ...recipe.compileOptions, classNames: training.classNames, threads, build });
}

/** The data that a run was begun with, under the names it had then, wherever it lies now. */
async function sameData(folder: string | undefined, { data }: RunConfig): Promise<{ train: Dataset; test: Dataset }> {
  const { train, test } = await openData(folder ?? data.folder);
  return { train: same(train, data.training), test: same(test, data.test) };
}

function same(dataset: Dataset, { name, hashes = {} }: DataUsed): Dataset {
  for (const [file, hash] of Object.entries(hashes)) {
    if (dataset.hashes?.[file] !== hash) {
      throw new InputError(`the data is not what the run was begun with: ${file} has changed; pass --data with the earlier files`);
    }
  }
  return { ...dataset, name };
}

function usedOf({ name, images, hashes = {} }: Dataset): DataUsed {
  return { name, count: images.count, hashes };
}
