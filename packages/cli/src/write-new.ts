import { extname } from "node:path";
import { InputError, UsageError } from "tenfold";
import { writeAside } from "tenfold/node";
import { exists } from "./run/run-folder.js";

/**
 * Writes a file where there is none yet.
 *
 * @throws InputError when there is one, or none can be written there
 */
export async function writeNew(path: string, bytes: Uint8Array): Promise<void> {
  await refuseExisting(path);
  await writeAside(path, bytes);
}

/** The endings that tell one kind of model file from another. */
const MODEL_ENDINGS: readonly string[] = [".safetensors", ".onnx", ".keras", ".h5", ".hdf5"];

/**
 * Refuses a model file under the name of another kind: commands go by the ending, and would not read it.
 *
 * @throws UsageError
 */
export function refuseOtherEnding(path: string, ending: ".safetensors" | ".onnx", remedy = ""): void {
  const said = extname(path).toLowerCase();
  if (said === ending || !MODEL_ENDINGS.includes(said)) return;
  throw new UsageError(`--out ${path}: what is written is a ${ending} file; pass a name of that ending${remedy}`);
}

/** Says so before the work, where the work takes long, with what to do. */
export async function refuseExisting(path: string, remedy = "pass another --out, or move it away"): Promise<void> {
  if (await exists(path)) throw new InputError(`${path} is there already; ${remedy}`);
}
