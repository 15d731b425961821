import { createHash } from "node:crypto";
import { join, resolve } from "node:path";
import { decodeModel, InputError, type ModelFile } from "tenfold";
import { readBytes } from "tenfold/node";
import { modelPath, readModel } from "../open-model.js";
import { isRecord, isText } from "./json-checks.js";

/** A model that a run was begun with, as its `config.json` notes it. */
export interface ModelUsed {
  /** The whole path of the model file. */
  readonly from: string;
  /** Of its bytes, in hex. */
  readonly sha256: string;
}

/**
 * The model that a path means, and how to note it down.
 *
 * @throws InputError when there is none, or it is damaged
 */
export async function chosenModel(path: string): Promise<{ readonly model: ModelFile; readonly used: ModelUsed }> {
  const model = await readModel(path);
  const from = resolve(await modelPath(path));
  return { model, used: { from, sha256: sha256Of(await readBytes(from)) } };
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

/** Whether a path, as it was typed, means the model that was used: its file, or the folder of its run. */
export function means(path: string, { from }: ModelUsed): boolean {
  return [path, join(path, "model.safetensors")].some((at) => resolve(at) === from);
}

export function isModelUsed(value: unknown): value is ModelUsed {
  return isRecord(value) && [value.from, value.sha256].every(isText);
}

function sha256Of(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
