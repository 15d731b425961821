import { resolve } from "node:path";
import { type Dataset, InputError, type Preset, type Recipe, recipeOf, split, splitByGroup, writersOf } from "tenfold";
import { readWriters } from "tenfold/node";
import { openData } from "../open-data.js";
import type { DataUsed } from "../report/report-data.js";
import type { RunConfig, WritersUsed } from "./run-config.js";
import { sameData } from "./same-data.js";

/** A recipe and its data, before there is a model. */
export interface Prepared {
  readonly recipe: Recipe;
  readonly training: Dataset;
  readonly validation: Dataset;
  readonly test: Dataset;
  /** Which files were read. */
  readonly used: { readonly training: DataUsed; readonly test: DataUsed; readonly writers?: WritersUsed };
}

/** Where to read; absent for MNIST, and for a split that knows no writers. */
export interface Sources {
  /** With four IDX files. */
  readonly data?: string | undefined;
  /** Tells who wrote the training images. */
  readonly writers?: string | undefined;
}

/**
 * Reads the data and sets a part of it aside for validation, as a preset says; where writers are known, so that nobody wrote on both sides.
 *
 * @param begun the run to go on with: data and writers must be what it was begun with
 * @throws InputError when the data cannot be read, or is not that of the run
 * @throws UsageError when the preset cannot be followed
 */
export async function prepare(preset: Preset, { data, writers }: Sources, begun?: RunConfig): Promise<Prepared> {
  const { train, test } = begun ? await dataOf(begun, data) : await openData(data);
  const recipe = recipeOf(preset, { classes: train.classNames.length });
  const known = begun ? begun.data.writers : writers === undefined ? undefined : await usedWriters(writers);
  const sides = await splitOf(train, preset, known);
  return { recipe, ...sides, test, used: { training: usedOf(train), test: usedOf(test), ...(known && { writers: known }) } };
}

/**
 * Parts a run's training images into those that train and those that validate, the same every time.
 *
 * @throws InputError when the writers' file cannot be read, is no longer the same, or is about other images
 */
export async function splitOf(
  train: Dataset,
  preset: Preset,
  writers: WritersUsed | undefined,
): Promise<{ readonly training: Dataset; readonly validation: Dataset }> {
  if (!writers) return split(train, preset);
  const { file, sha256 } = writers;
  const found = await readWriters(file);
  if (found.sha256 !== sha256) throw new InputError(`${file} is not what the run was begun with; put the earlier file there`);
  return splitByGroup(train, writersOf(found, train, file), preset);
}

async function usedWriters(file: string): Promise<WritersUsed> {
  return { file: resolve(file), sha256: (await readWriters(file)).sha256 };
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
