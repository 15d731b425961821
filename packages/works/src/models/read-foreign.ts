import { lstat } from "node:fs/promises";
import { basename } from "node:path";
import { type ModelFile, UsageError } from "tenfold";
import { readBytes } from "tenfold/node";
import type { ExternalData, ImportOptions } from "tenfold/onnx";
import { exportAdvice } from "./export-advice.js";

/** The endings of files that hold other programs' models. */
const foreign = /\.(onnx|keras|h5|hdf5)$/i;

/** Whether a path's ending says that another program wrote it. */
export function isForeign(path: string): boolean {
  return foreign.test(path);
}

/** The path without its ending. */
export function stemOf(path: string): string {
  return path.replace(foreign, "");
}

/**
 * Reads a model that another program wrote.
 *
 * @throws UsageError when the ending is none that is read
 * @throws FormatError when the file is not what its ending says, or holds what Tenfold has not
 */
export async function readForeign(path: string, options: ImportOptions): Promise<ModelFile> {
  if (!isForeign(path)) {
    const advice = /\.safetensors$/i.test(path) ? WEIGHTS : exportAdvice(path);
    throw new UsageError(`${path} ends in no kind of file that is imported; .onnx, .keras and .h5 are${advice ? `: ${advice}` : ""}`);
  }
  const bytes = await readBytes(path);
  if (/onnx$/i.test(path)) {
    const externalData = await weightsBeside(path);
    return await (await import("tenfold/onnx")).decodeOnnx(bytes, path, { ...options, externalData });
  }
  return (await import("tenfold/keras")).decodeKeras(bytes, path, options);
}

const WEIGHTS =
  "a model of Tenfold's is taken by every command as it is; another program's holds weights alone, which do not tell the layers: export the network as ONNX";

/** `net.onnx.data` beside `net.onnx`, where PyTorch's exporter puts the weights by default; no other file, whatever the network says. */
async function weightsBeside(path: string): Promise<ExternalData | undefined> {
  const beside = `${path}.data`;
  const isThere = await lstat(beside).then(
    (found) => found.isFile(),
    () => false,
  );
  return isThere ? { name: basename(beside), bytes: await readBytes(beside) } : undefined;
}
