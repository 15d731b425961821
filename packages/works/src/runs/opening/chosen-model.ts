import { resolve } from "node:path";
import { decodeModel, InputError, type ModelFile, type Preset, UsageError } from "tenfold";
import { readBytes } from "tenfold/node";
import { sha256Of } from "../../files/sha256-of.js";
import { modelPath, readImageModel, readModel } from "../../models/open-model.js";
import type { ModelUsed } from "../../records/model-used.js";

/**
 * The model that a path means, and how to note it down.
 *
 * @throws InputError when there is none, it is damaged, or it reads lines whole
 */
export async function chosenModel(path: string): Promise<{ readonly model: ModelFile; readonly used: ModelUsed }> {
  return { model: await readImageModel(path), used: await usedAt(path) };
}

/**
 * How to note down the model that a preset's training is to begin with.
 *
 * @throws InputError when there is none, or it is damaged
 * @throws UsageError when its network is not the preset's
 */
export async function chosenStart(path: string, { name, architecture }: Preset): Promise<ModelUsed> {
  const { network } = await readModel(path);
  if (network.name === architecture) return usedAt(path);
  throw new UsageError(
    `--from ${path}: its network is "${network.name}", and preset "${name}" trains "${architecture}"; ` +
      "pass a model of that kind, or train it further with tenfold finetune",
  );
}

async function usedAt(path: string): Promise<ModelUsed> {
  const from = resolve(await modelPath(path));
  return { from, sha256: sha256Of(await readBytes(from)) };
}

/**
 * Reads a model that a run was begun with.
 *
 * @throws InputError when it is gone, or no longer the same
 */
export async function readUsed({ from, sha256 }: ModelUsed): Promise<ModelFile> {
  const bytes = await readBytes(from);
  if (sha256Of(bytes) !== sha256) throw new InputError(`${from} is not what the run was begun with; put the earlier file there`);
  return decodeModel(bytes, from);
}
