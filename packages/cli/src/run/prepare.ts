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

/** Which images a run trains on. */
export interface DataSource {
  /** Four IDX files; MNIST when absent. */
  readonly folder?: string | undefined;
  /** Only so many of the training images, the first ones; those that validate come out of them. */
  readonly limit?: number | undefined;
}

/**
 * Reads the data and sets a part of it aside for validation, as a preset says.
 *
 * @param begun the run to go on with: the data must be what it was begun with, wherever it lies now
 * @throws InputError when the data cannot be read, or is not that of the run
 * @throws UsageError when the preset cannot be followed
 */
export async function prepare(preset: Preset, { folder, limit }: DataSource, begun?: RunConfig): Promise<Prepared> {
  const { train, test } = begun ? await dataOf(begun, folder) : await openLimited(folder, limit);
  const recipe = recipeOf(preset, { classes: train.classNames.length });
  return { recipe, ...split(train, preset), test, used: { training: usedOf(train), test: usedOf(test) } };
}

/**
 * The data that a run was begun with, under the names it had then, wherever it lies now.
 *
 * @param folder where it lies, when not where it lay
 * @throws InputError when it cannot be read, or is no longer the same
 */
export async function dataOf({ data }: Pick<RunConfig, "data">, folder = data.folder): Promise<{ train: Dataset; test: Dataset }> {
  const { train, test } = await openData(folder);
  return { train: firstOf(sameData(train, data.training), data.limit), test: sameData(test, data.test) };
}

async function openLimited(folder: string | undefined, limit: number | undefined): Promise<{ train: Dataset; test: Dataset }> {
  const { train, test } = await openData(folder);
  return { train: firstOf(train, limit), test };
}

function firstOf(dataset: Dataset, limit = dataset.labels.length): Dataset {
  return { ...dataset, images: dataset.images.slice(0, limit), labels: dataset.labels.subarray(0, limit) };
}

function usedOf({ name, images, hashes = {} }: Dataset): DataUsed {
  return { name, count: images.count, hashes };
}
