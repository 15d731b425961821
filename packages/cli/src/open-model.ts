import { stat } from "node:fs/promises";
import { decodeModel, InputError, load, type Model, type ModelFile } from "tenfold";
import { readBytes } from "tenfold/node";
import { isForeign } from "./read-foreign.js";
import { runFolder } from "./run/run-folder.js";

/** The model file that a path means: the file itself, or the one in a run folder. */
export async function modelPath(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  return found?.isDirectory() ? runFolder(path).model : path;
}

/**
 * Reads a model file, or that of a run folder.
 *
 * @throws InputError when there is none, or it is damaged
 */
export async function readModel(path: string): Promise<ModelFile> {
  const file = await modelPath(path);
  if (isForeign(file)) throw new InputError(`${file} is another program's model; make one of Tenfold's with tenfold import first`);
  return decodeModel(await readBytes(file), file);
}

/** Puts a model file, or that of a run folder, to use; `dispose` it. */
export async function openModel(path: string, { threads }: { readonly threads?: number | undefined }): Promise<Model> {
  return load(await readModel(path), { name: await modelPath(path), threads });
}
