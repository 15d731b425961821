import { resolve } from "node:path";
import {
  contextColumns,
  type Dataset,
  encodeContext,
  InputError,
  type Network,
  type Preset,
  type Recipe,
  recipeOf,
  relabeled,
  ShapeError,
  UsageError,
} from "tenfold";
import { readWriters } from "tenfold/node";
import type { Host } from "../../host.js";
import type { DataSource } from "../../records/data-source.js";
import { usedOf } from "../../records/data-used.js";
import type { DistillationUsed } from "../../records/distillation-used.js";
import type { RunConfig, RunData, WritersUsed } from "../../records/run-config.js";
import type { TransferUsed } from "../../records/transfer-used.js";
import { dataOf, openPart } from "./begun-data.js";
import { readUsed } from "./chosen-model.js";
import { studentRecipe } from "./student-recipe.js";
import { classesOf, forClasses, transferRecipe } from "./transfer-recipe.js";
import { splitOf } from "./validation-split.js";

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
  /** Where the data that validates lies; absent: in the data, or a part of the training images. */
  readonly validationFrom?: string | undefined;
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
  const { writers, limit, labels, validationFrom, begun, host } = options;
  if (writers !== undefined && validationFrom !== undefined)
    throw new UsageError("--writers says how the training images are parted, and --validation that they are not; leave one of them out");
  const { transfer, distillation } = begun ?? options;
  const old = transfer && (await readUsed(transfer));
  const size = old?.network.input;
  const { train, test, validation } = begun
    ? await dataOf(begun, source.folder ?? source.set, host, size)
    : await openPart(source, { limit, labels, validationFrom, seed: preset.seed }, host, size);
  const context = train.context && contextColumns(train.context);
  const student = distillation && (await studentRecipe(preset, distillation, context));
  const recipe = old
    ? transferRecipe(preset, old, transfer, train)
    : (student?.recipe ?? recipeOf(preset, { classes: train.classNames.length, context }));
  refuseContext(recipe, [train, test, ...(validation ? [validation] : [])]);
  if (validation?.from !== undefined) {
    refuseTrainedOn(validation, train);
    if (sharesFile(validation, test) !== undefined)
      host?.tell("The images that validate also test: what the test says will be a little too good");
  }
  for (const dataset of [train, test, ...(validation ? [validation] : [])]) refuseSize(dataset, recipe.network);
  const known = begun ? begun.data.writers : writers === undefined ? undefined : await usedWriters(writers);
  const sides = {
    ...(validation ? { training: train, validation: relabeled(validation, train.classNames) } : await splitOf(train, preset, known)),
    test,
  };
  const part = { ...(limit !== undefined && { limit }), ...(labels !== undefined && { labels }) };
  const used = {
    ...source,
    ...(known && { writers: known }),
    ...part,
    training: usedOf(train),
    test: usedOf(test),
    ...(validation && { validation: usedOf(validation) }),
    ...(validation?.from !== undefined && { validationFrom: validation.from }),
  };
  const labeled = old
    ? eachOf(sides, (side) => forClasses(side, classesOf(old, transfer, train)))
    : eachOf(sides, (side) => (student ? relabeled(side, student.classNames) : side));
  return { recipe, ...labeled, used, transfer, distillation };
}

/** @throws InputError where images of the training would judge it */
function refuseTrainedOn(validation: Dataset, train: Dataset): void {
  const same = sharesFile(validation, train);
  if (same === undefined) return;
  throw new InputError(`"${validation.name}" would validate, but ${same} is what the run trains on; pass other images after --validation`);
}

/** A file that both were read from. */
function sharesFile({ hashes = {} }: Dataset, other: Dataset): string | undefined {
  const others = new Set(Object.values(other.hashes ?? {}));
  return Object.keys(hashes).find((file) => others.has(hashes[file] as string));
}

type Sides = Pick<Prepared, "training" | "validation" | "test">;

function eachOf({ training, validation, test }: Sides, change: (side: Dataset) => Dataset): Sides {
  return { training: change(training), validation: change(validation), test: change(test) };
}

/** Before there is a run: what the network does not know would be found out only in its course, of the test images after hours. */
function refuseContext({ network, compileOptions: { context: columns } }: Recipe, parts: readonly Dataset[]): void {
  if (!network.context && parts.some(({ context }) => context)) {
    throw new UsageError(`--context: "${network.name}" takes no context; leave the option out, or begin without --from`);
  }
  for (const { name, context } of parts) if (columns && context) encodeContext(`"${name}"`, columns, context);
}

/** Before there is a run: what cannot start leaves no trace. */
function refuseSize({ name, images }: Dataset, { name: network, input: [height, width] }: Network): void {
  if (images.height === height && images.width === width) return;
  throw new ShapeError(
    `"${name}" has pictures of ${images.height} x ${images.width} pixels, "${network}" takes ${height} x ${width}; ` +
      "make them alike, or pass --resize, which scales the pictures of folders",
  );
}

async function usedWriters(file: string): Promise<WritersUsed> {
  return { file: resolve(file), sha256: (await readWriters(file)).sha256 };
}
