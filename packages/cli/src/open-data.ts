import { type Dataset, type Network, relabeled } from "tenfold";
import { type OpenOptions, openDataset, openTest } from "tenfold/node";
import { fetching } from "./fetching.js";
import type { Host } from "./host.js";
import { type DataSource, whereOf } from "./run/data-source.js";
import { type RunConfig, readConfig } from "./run/run-config.js";
import { exists, runFolder } from "./run/run-folder.js";
import { sameData } from "./run/same-data.js";

/** What pictures are scaled to when asked for, where no network says so: what every architecture takes. */
const SIZE = [28, 28];

/** The images to train on and to test with; what is not on this machine yet is fetched, and the host told of it. */
export async function openData(
  source: DataSource,
  host?: Host,
  size: readonly number[] = SIZE,
): Promise<{ train: Dataset; test: Dataset }> {
  return openDataset(whereOf(source), optionsOf(source, size, host));
}

/** A model, and what to judge it on. */
export interface Judging {
  /** The run folder or model file. */
  readonly path: string;
  readonly network: Network;
  readonly classNames: readonly string[];
  /** As on the command line. */
  readonly data?: string | undefined;
  readonly resize?: boolean | undefined;
}

/**
 * The images to judge a model on, labelled with its classes: those of the data told; those that the run was begun with, where the model is
 * a run's; else those of MNIST. Of data in one part that the run has trained on, only the share that was set aside for testing.
 *
 * @throws InputError when they cannot be read, are no longer those of the run, or show classes that the model does not know
 */
export async function testOf({ path, network, classNames, data, resize }: Judging, host?: Host): Promise<Dataset> {
  const run = runFolder(path);
  const config = (await exists(run.config)) ? await readConfig(run) : undefined;
  const source = data === undefined ? (config?.data ?? {}) : { folder: data, ...(resize && { resize }) };
  const options = optionsOf(source, network.input, host);
  const found = await openTest(whereOf(source), options);
  const test = config && hasTrainedOn(config, found) ? (await openDataset(whereOf(source), options)).test : found;
  return relabeled(data === undefined && config ? sameData(test, config.data.test) : test, classNames);
}

function optionsOf({ resize }: DataSource, [height = 0, width = 0]: readonly number[], host: Host | undefined): OpenOptions {
  return { ...(resize && { resize: { height, width } }), ...(host && fetching(host)) };
}

/** Whether the files are those that the run trained on, with nothing left out. */
function hasTrainedOn({ data: { training } }: RunConfig, { hashes }: Dataset): boolean {
  const files = Object.entries(training.hashes ?? {});
  return files.length > 0 && files.every(([file, hash]) => hashes?.[file] === hash);
}
