import { balancedSample, type Dataset } from "tenfold";
import type { TrainAndTest } from "tenfold/node";
import type { Host } from "../../host.js";
import { type DataSource, sourceIn } from "../../records/data-source.js";
import { sameData } from "../../records/data-used.js";
import type { RunConfig } from "../../records/run-config.js";
import { openData } from "../../sets/open-data.js";

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
): Promise<TrainAndTest> {
  const { resize, labelColumn, ...place } = sourceIn(data);
  const { train, test, validation } = await openData(
    { ...(where === undefined ? place : { folder: where }), ...(resize && { resize }), ...(labelColumn !== undefined && { labelColumn }) },
    host,
    size,
  );
  return {
    train: partOf(sameData(train, data.training), { ...data, seed }),
    test: sameData(test, data.test),
    ...(validation && data.validation && { validation: sameData(validation, data.validation) }),
  };
}

/** How much of the training images is taken, and the seed that draws them. */
interface Part {
  readonly limit?: number | undefined;
  readonly labels?: number | undefined;
  readonly seed: number;
}

/** The same of data that no run was begun with yet. */
export async function openPart(source: DataSource, part: Part, host?: Host, size?: readonly number[]): Promise<TrainAndTest> {
  const { train, ...others } = await openData(source, host, size);
  return { train: partOf(train, part), ...others };
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
