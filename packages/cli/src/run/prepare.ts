import { resolve } from "node:path";
import {
  balancedSample,
  type Dataset,
  InputError,
  type Network,
  type Preset,
  type Recipe,
  recipeOf,
  relabeled,
  ShapeError,
  split,
  splitByGroup,
  writersOf,
} from "tenfold";
import { readWriters } from "tenfold/node";
import type { Host } from "../host.js";
import { openData } from "../open-data.js";
import type { DataUsed } from "../report/report-data.js";
import { type DataSource, sourceIn } from "./data-source.js";
import { type DistillationUsed, studentRecipe } from "./distillation-used.js";
import { readUsed } from "./model-used.js";
import type { RunConfig, RunData, WritersUsed } from "./run-config.js";
import { sameData } from "./same-data.js";
import { classesOf, forClasses, type TransferUsed, transferRecipe } from "./transfer-used.js";

/** A recipe and its data, before there is a model. */
export interface Prepared {
  readonly recipe: Recipe;
  readonly training: Dataset;
  readonly validation: Dataset;
  readonly test: Dataset;
  /** Which files were read. */
  readonly used: RunData;
  /** The trained network that it begins with; undefined where it begins with fresh weights. */
  readonly transfer: TransferUsed | undefined;
  /** The trained networks that it learns from; undefined where it learns from the labels alone. */
  readonly distillation: DistillationUsed | undefined;
}

export interface PrepareOptions {
  /** Tells who wrote the training images; absent for a split that knows no writers. */
  readonly writers?: string | undefined;
  /** Only so many of the training images, the first ones; those that validate come out of them. */
  readonly limit?: number | undefined;
  /** Only so many of the training images, drawn evenly from the classes by the seed; those that validate come out of them. */
  readonly labels?: number | undefined;
  /** The trained network to begin with. */
  readonly transfer?: TransferUsed | undefined;
  /** The trained networks to learn from. */
  readonly distillation?: DistillationUsed | undefined;
  /** The run to go on with: data and writers must be what it was begun with. */
  readonly begun?: RunConfig;
  /** Is told what is fetched. */
  readonly host?: Host | undefined;
}

/**
 * Reads the data and sets a part of it aside for validation, as a preset says; where writers are known, so that nobody wrote on both sides.
 *
 * @param source of the data
 * @throws InputError when the data cannot be read, or is not that of the run
 * @throws ShapeError when its pictures are not of the network's size
 * @throws UsageError when the preset cannot be followed
 */
export async function prepare(preset: Preset, source: DataSource, options: PrepareOptions = {}): Promise<Prepared> {
  const { writers, limit, labels, begun, host } = options;
  const { transfer, distillation } = begun ?? options;
  const old = transfer && (await readUsed(transfer));
  const student = distillation && (await studentRecipe(preset, distillation));
  const size = old?.network.input;
  const { train, test } = begun
    ? await dataOf(begun, source.folder ?? source.set, host, size)
    : await openPart(source, { limit, labels, seed: preset.seed }, host, size);
  const recipe = old
    ? transferRecipe(preset, old, transfer, train)
    : (student?.recipe ?? recipeOf(preset, { classes: train.classNames.length }));
  for (const dataset of [train, test]) refuseSize(dataset, recipe.network);
  const known = begun ? begun.data.writers : writers === undefined ? undefined : await usedWriters(writers);
  const sides = { ...(await splitOf(train, preset, known)), test };
  const part = { ...(limit !== undefined && { limit }), ...(labels !== undefined && { labels }) };
  const used = { ...source, ...(known && { writers: known }), ...part, training: usedOf(train), test: usedOf(test) };
  const labeled = old
    ? eachOf(sides, (side) => forClasses(side, classesOf(old, transfer, train)))
    : eachOf(sides, (side) => (student ? relabeled(side, student.classNames) : side));
  return { recipe, ...labeled, used, transfer, distillation };
}

type Sides = Pick<Prepared, "training" | "validation" | "test">;

function eachOf({ training, validation, test }: Sides, change: (side: Dataset) => Dataset): Sides {
  return { training: change(training), validation: change(validation), test: change(test) };
}

/** Before there is a run: what cannot start leaves no trace. */
function refuseSize({ name, images }: Dataset, { name: network, input: [height, width] }: Network): void {
  if (images.height === height && images.width === width) return;
  throw new ShapeError(
    `"${name}" has pictures of ${images.height} x ${images.width} pixels, "${network}" takes ${height} x ${width}; ` +
      "make them alike, or pass --resize, which scales the pictures of folders",
  );
}

/**
 * Parts a run's training images into those that train and those that validate, the same every time; where the data know their writers, no
 * writer is on both sides.
 *
 * @throws InputError when the writers' file cannot be read, is no longer the same, or is about other images
 */
export async function splitOf(
  train: Dataset,
  preset: Preset,
  writers: WritersUsed | undefined,
): Promise<{ readonly training: Dataset; readonly validation: Dataset }> {
  if (!writers) return train.writers ? splitByGroup(train, train.writers, preset) : split(train, preset);
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
 * @param where it lies, when not where it lay
 * @throws InputError when it cannot be read, or is no longer the same
 */
export async function dataOf(
  { data, seed = 0 }: Pick<RunConfig, "data"> & Partial<Pick<RunConfig, "seed">>,
  where?: string,
  host?: Host,
  size?: readonly number[],
): Promise<{ train: Dataset; test: Dataset }> {
  const { resize, ...place } = sourceIn(data);
  const { train, test } = await openData({ ...(where === undefined ? place : { folder: where }), ...(resize && { resize }) }, host, size);
  return { train: partOf(sameData(train, data.training), { ...data, seed }), test: sameData(test, data.test) };
}

/** How much of the training images is taken, and the seed that draws them. */
interface Part {
  readonly limit?: number | undefined;
  readonly labels?: number | undefined;
  readonly seed: number;
}

async function openPart(source: DataSource, part: Part, host?: Host, size?: readonly number[]): Promise<{ train: Dataset; test: Dataset }> {
  const { train, test } = await openData(source, host, size);
  return { train: partOf(train, part), test };
}

function partOf(dataset: Dataset, { limit, labels, seed }: Part): Dataset {
  const first = firstOf(dataset, limit);
  return labels === undefined ? first : balancedSample(first, labels, seed);
}

function firstOf(dataset: Dataset, limit = dataset.labels.length): Dataset {
  const { images, labels, writers } = dataset;
  return {
    ...dataset,
    images: images.slice(0, limit),
    labels: labels.subarray(0, limit),
    ...(writers && { writers: writers.subarray(0, limit) }),
  };
}

function usedOf({ name, images, hashes = {} }: Dataset): DataUsed {
  return { name, count: images.count, hashes };
}
