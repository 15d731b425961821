import { type Dataset, type Preset, type Recipe, recipeOf, split } from "tenfold";
import { openData } from "../open-data.js";
import type { DataUsed } from "../report/report-data.js";
import type { RunConfig } from "./run-config.js";
import { sameData } from "./same-data.js";

/** A recipe and its data, before there is a model. */
export interface Prepared {
  readonly recipe: Recipe;
  readonly training: Dataset;
  readonly validation: Dataset;
  readonly test: Dataset;
  /** Which files were read. */
  readonly used: { readonly training: DataUsed; readonly test: DataUsed };
}

/**
 * Reads the data and sets a part of it aside for validation, as a preset says.
 *
 * @param folder with four IDX files; MNIST when absent
 * @param begun the run to go on with: the data must be what it was begun with
 * @throws InputError when the data cannot be read, or is not that of the run
 * @throws UsageError when the preset cannot be followed
 */
export async function prepare(preset: Preset, folder: string | undefined, begun?: RunConfig): Promise<Prepared> {
  const { train, test } = begun ? await dataOf(begun, folder) : await openData(folder);
  const recipe = recipeOf(preset, { classes: train.classNames.length });
  return { recipe, ...split(train, preset), test, used: { training: usedOf(train), test: usedOf(test) } };
}

/**
 * The data that a run was begun with, under the names it had then, wherever it lies now.
 *
 * @param folder where it lies, when not where it lay
 * @throws InputError when it cannot be read, or is no longer the same
 */
export async function dataOf({ data }: RunConfig, folder = data.folder): Promise<{ train: Dataset; test: Dataset }> {
  const { train, test } = await openData(folder);
  return { train: sameData(train, data.training), test: sameData(test, data.test) };
}

function usedOf({ name, images, hashes = {} }: Dataset): DataUsed {
  return { name, count: images.count, hashes };
}
