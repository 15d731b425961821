import { type Dataset, type Network, type Preset, type Recipe, recipeOf, ShapeError, split } from "tenfold";
import type { Host } from "../host.js";
import { openData } from "../open-data.js";
import type { DataUsed } from "../report/report-data.js";
import { type DataSource, sourceIn } from "./data-source.js";
import type { RunConfig } from "./run-config.js";
import { sameData } from "./same-data.js";

/** A recipe and its data, before there is a model. */
export interface Prepared {
  readonly recipe: Recipe;
  readonly training: Dataset;
  readonly validation: Dataset;
  readonly test: Dataset;
  /** Which files were read. */
  readonly used: DataSource & { readonly training: DataUsed; readonly test: DataUsed };
}

/**
 * Reads the data and sets a part of it aside for validation, as a preset says.
 *
 * @param source of the data
 * @param begun the run to go on with: the data must be what it was begun with
 * @param host is told what is fetched
 * @throws InputError when the data cannot be read, or is not that of the run
 * @throws ShapeError when its pictures are not of the network's size
 * @throws UsageError when the preset cannot be followed
 */
export async function prepare(preset: Preset, source: DataSource, begun?: RunConfig, host?: Host): Promise<Prepared> {
  const { train, test } = begun ? await dataOf(begun, source.folder ?? source.set, host) : await openData(source, host);
  const recipe = recipeOf(preset, { classes: train.classNames.length });
  for (const dataset of [train, test]) refuseSize(dataset, recipe.network);
  return { recipe, ...split(train, preset), test, used: { ...source, training: usedOf(train), test: usedOf(test) } };
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
 * The data that a run was begun with, under the names it had then, wherever it lies now.
 *
 * @param where it lies, when not where it lay
 * @throws InputError when it cannot be read, or is no longer the same
 */
export async function dataOf({ data }: RunConfig, where?: string, host?: Host): Promise<{ train: Dataset; test: Dataset }> {
  const { resize, ...place } = sourceIn(data);
  const { train, test } = await openData({ ...(where === undefined ? place : { folder: where }), ...(resize && { resize }) }, host);
  return { train: sameData(train, data.training), test: sameData(test, data.test) };
}

function usedOf({ name, images, hashes = {} }: Dataset): DataUsed {
  return { name, count: images.count, hashes };
}
