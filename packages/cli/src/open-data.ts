import type { Dataset } from "tenfold";
import { idxTest, mnist } from "tenfold/node";
import { readConfig } from "./run/run-config.js";
import { exists, runFolder } from "./run/run-folder.js";

/** The images to train on and to test with: MNIST, or what the four IDX files of a folder hold. */
export function openData(folder?: string): Promise<{ train: Dataset; test: Dataset }> {
  return mnist(folder === undefined ? {} : { from: folder });
}

/**
 * The images to judge a model on: those of a folder, where one is told; those that the run was begun with, where the model is a run's;
 * else those of MNIST.
 */
export async function testOf(model: string, folder: string | undefined): Promise<Dataset> {
  if (folder !== undefined) return idxTest(folder);
  const run = runFolder(model);
  const begunWith = (await exists(run.config)) ? (await readConfig(run)).data.folder : undefined;
  return begunWith === undefined ? (await mnist()).test : idxTest(begunWith);
}
