import { stat } from "node:fs/promises";
import { decodeModel, InputError, load, type Model, type ModelFile } from "tenfold";
import { readBytes } from "tenfold/node";
import { quoted } from "./quoted.js";
import { isForeign } from "./read-foreign.js";
import { runFolder } from "./run/run-folder.js";

/**
 * The model file that a path means: the file itself, or the one in a run folder.
 *
 * @throws InputError when the run was cut off before it had a model
 */
export async function modelPath(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isDirectory()) return path;
  const { config, model } = runFolder(path);
  if ((await isThere(config)) && !(await isThere(model))) {
    throw new InputError(
      `${path} has no model yet: no epoch of its training is done; go on with tenfold train --resume --out ${quoted(path)}`,
    );
  }
  return model;
}

async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
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
