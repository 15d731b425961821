import { type Dataset, InputError, type Preset, split, splitByGroup, writersOf } from "tenfold";
import { readWriters } from "tenfold/node";
import type { WritersUsed } from "../../records/run-config.js";

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
