import type { Dataset } from "tenfold";
import { idxTest, mnist } from "tenfold/node";
import { readConfig } from "./run/run-config.js";
import { exists, runFolder } from "./run/run-folder.js";
import { sameData } from "./run/same-data.js";

/** The images to train on and to test with: MNIST, or what the four IDX files of a folder hold. */
export function openData(folder?: string): Promise<{ train: Dataset; test: Dataset }> {
  return mnist(folder === undefined ? {} : { from: folder });
}

/**
 * The images to judge a model on: those of a folder, where one is told; those that the run was begun with, where the model is a run's;
 * else those of MNIST.
 *
 * @throws InputError when they cannot be read, or are no longer those of the run
 */
export async function testOf(model: string, folder: string | undefined): Promise<Dataset> {
  if (folder !== undefined) return idxTest(folder);
  const run = runFolder(model);
  if (!(await exists(run.config))) return (await mnist()).test;
  const { data } = await readConfig(run);
  return sameData(data.folder === undefined ? (await mnist()).test : await idxTest(data.folder), data.test);
}
