import { join, resolve } from "node:path";
import { isRecord, isText } from "../files/json-checks.js";

/** A model that a run was begun with, as its `config.json` notes it. */
export interface ModelUsed {
  /** The whole path of the model file. */
  readonly from: string;
  /** Of its bytes, in hex. */
  readonly sha256: string;
}

/** Whether a path, as it was typed, means the model that was used: its file, or the folder of its run. */
export function means(path: string, { from }: ModelUsed): boolean {
  return [path, join(path, "model.safetensors")].some((at) => resolve(at) === from);
}

export function isModelUsed(value: unknown): value is ModelUsed {
  return isRecord(value) && [value.from, value.sha256].every(isText);
}
