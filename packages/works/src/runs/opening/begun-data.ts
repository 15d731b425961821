import { balancedSample, type Dataset } from "tenfold";
import { openTest, type TrainAndTest } from "tenfold/node";
import type { Host } from "../../host.js";
import { type DataSource, sourceIn, sourceOf, whereOf } from "../../records/data-source.js";
import { sameData } from "../../records/data-used.js";
import type { RunConfig } from "../../records/run-config.js";
import { openData, openOptions } from "../../sets/open-data.js";

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
): Promise<OpenedData> {
  const { resize, labelColumn, context, ...place } = sourceIn(data);
  const { train, test, ...own } = await openData(
    {
      ...(where === undefined ? place : { folder: where }),
      ...(context && { context }),
      ...(resize && { resize }),
      ...(labelColumn !== undefined && { labelColumn }),
    },
    host,
    size,
  );
  const validation = (await validationIn(data.validationFrom, data, host, size)) ?? own.validation;
  return {
    train: partOf(sameData(train, data.training), { ...data, seed }),
    test: sameData(test, data.test),
    ...(validation && data.validation && { validation: { ...validation, ...sameData(validation, data.validation) } }),
  };
}

/** Data to train on and to test with, and what validates where that is not a part of the former. */
interface OpenedData extends Omit<TrainAndTest, "validation"> {
  /** `from`: where it lies, when that is a place of its own. */
  readonly validation?: Dataset & { readonly from?: string };
}

/** All images of the data that validates, where that was told. */
async function validationIn(
  from: string | undefined,
  { resize, labelColumn }: DataSource,
  host?: Host,
  size: readonly number[] = [28, 28],
): Promise<OpenedData["validation"]> {
  if (from === undefined) return undefined;
  const source = await sourceOf(from, resize, labelColumn);
  return { ...(await openTest(whereOf(source), await openOptions(source, size, host))), from: whereOf(source) };
}

/** How much of the training images is taken, and the seed that draws them. */
interface Part {
  readonly limit?: number | undefined;
  readonly labels?: number | undefined;
  readonly seed: number;
  /** Where the data that validates lies, when that is a place of its own. */
  readonly validationFrom?: string | undefined;
}

/** The same of data that no run was begun with yet. */
export async function openPart(source: DataSource, part: Part, host?: Host, size?: readonly number[]): Promise<OpenedData> {
  const { train, ...others } = await openData(source, host, size);
  const validation = await validationIn(part.validationFrom, source, host, size);
  return { train: partOf(train, part), ...others, ...(validation && { validation }) };
}

function partOf(dataset: Dataset, { limit, labels, seed }: Part): Dataset {
  const first = firstOf(dataset, limit);
  return labels === undefined ? first : balancedSample(first, labels, seed);
}

function firstOf(dataset: Dataset, limit = dataset.labels.length): Dataset {
  const { images, labels, writers, files, context } = dataset;
  return {
    ...dataset,
    images: images.slice(0, limit),
    labels: labels.subarray(0, limit),
    ...(writers && { writers: writers.subarray(0, limit) }),
    ...(files && { files: files.slice(0, limit) }),
    ...(context && { context: context.slice(0, limit) }),
  };
}
