import { type Dataset, type Network, relabeled, UsageError } from "tenfold";
import { openDataset, openTest } from "tenfold/node";
import { contextUsed } from "../files/context-used.js";
import { exists } from "../files/exists.js";
import type { Host } from "../host.js";
import { whereOf } from "../records/data-source.js";
import { sameData } from "../records/data-used.js";
import { type RunConfig, readConfig } from "../records/run-config.js";
import { runFolder } from "../records/run-folder.js";
import { openOptions } from "./open-data.js";

/** A model, and what to judge it on. */
export interface Judging {
  /** The run folder or model file. */
  readonly path: string;
  readonly network: Network;
  readonly classNames: readonly string[];
  /** As on the command line. */
  readonly data?: string | undefined;
  readonly resize?: boolean | undefined;
  readonly labelColumn?: string | undefined;
  /** A table of what is known of them; that of the run where the images are the run's, unless told. */
  readonly context?: string | undefined;
}

/**
 * The images to judge a model on, labelled with its classes: those of the data told; those that the run was begun with, where the model is
 * a run's; else those of MNIST. Of data in one part that the run has trained on, only the share that was set aside for testing.
 *
 * @throws InputError when they cannot be read, are no longer those of the run, or show classes that the model does not know
 */
export async function testOf({ path, network, classNames, data, resize, labelColumn, context }: Judging, host?: Host): Promise<Dataset> {
  const run = runFolder(path);
  const config = (await exists(run.config)) ? await readConfig(run) : undefined;
  if (context !== undefined && !network.context) {
    throw new UsageError(
      `--context ${context}: "${network.name}" takes no context; leave the option out, or take a model that was trained with one`,
    );
  }
  const known = context === undefined ? {} : { context: await contextUsed(context) };
  const source =
    data === undefined
      ? { ...config?.data, ...known }
      : { folder: data, ...known, ...(resize && { resize }), ...(labelColumn !== undefined && { labelColumn }) };
  const options = await openOptions(source, network.input, host);
  const found = await openTest(whereOf(source), options);
  const test = config && hasTrainedOn(config, found) ? (await openDataset(whereOf(source), options)).test : found;
  return relabeled(data === undefined && config ? sameData(test, config.data.test) : test, classNames);
}

/** Whether the files are those that the run trained on, with nothing left out. */
function hasTrainedOn({ data: { training } }: RunConfig, { hashes }: Dataset): boolean {
  const files = Object.entries(training.hashes ?? {});
  return files.length > 0 && files.every(([file, hash]) => hashes?.[file] === hash);
}
