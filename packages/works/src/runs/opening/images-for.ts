import { type Dataset, type ModelFile, relabeled } from "tenfold";
import { exists } from "../../files/exists.js";
import type { Host } from "../../host.js";
import { sourceOf } from "../../records/data-source.js";
import { readConfig } from "../../records/run-config.js";
import { runFolder } from "../../records/run-folder.js";
import { openData } from "../../sets/open-data.js";
import { dataOf } from "./begun-data.js";

export interface ImagesAsked {
  /** The run folder or model file. */
  readonly path: string;
  /** As on the command line. */
  readonly data?: string | undefined;
  readonly resize?: boolean | undefined;
}

/**
 * The images to calibrate a model on, and those to judge it by, these labelled with its classes: those of the data told; those that the run was
 * begun with, where the model is a run's; else those of MNIST.
 *
 * @throws InputError when they cannot be read, are no longer those of the run, or show classes that the model does not know
 */
export async function imagesFor(
  { network, classNames }: Pick<ModelFile, "network" | "classNames">,
  { path, data, resize }: ImagesAsked,
  host: Host,
): Promise<{ readonly train: Dataset; readonly test: Dataset }> {
  const run = runFolder(path);
  const config = data === undefined && (await exists(run.config)) ? await readConfig(run) : undefined;
  const { train, test } = config
    ? await dataOf(config, undefined, host, network.input)
    : await openData(await sourceOf(data, resize), host, network.input);
  return { train, test: relabeled(test, classNames) };
}
