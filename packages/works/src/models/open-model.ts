import { stat } from "node:fs/promises";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { decodeModel, frameCount, InputError, isPretrained, load, type Model, type ModelFile, pretrainedFile } from "tenfold";
import { readBytes } from "tenfold/node";
import { quoted } from "../quoted.js";
import { runFolder } from "../records/run-folder.js";
import { exportAdvice } from "./export-advice.js";
import { isForeign } from "./read-foreign.js";

/**
 * The model file that a path means: the file itself, or the one in a run folder; or one that comes with the package, by its name.
 *
 * @throws InputError when the run was cut off before it had a model
 */
export async function modelPath(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  if (!found && isPretrained(path)) return fileURLToPath(pretrainedFile(path));
  if (!found?.isDirectory()) return path;
  const { config, model } = runFolder(path);
  if ((await isThere(config)) && !(await isThere(model))) {
    throw new InputError(
      `${path} has no model yet: no epoch of its training is done; go on with tenfold train --resume --out ${quoted(path)}`,
    );
  }
  return model;
}

/** Whether a word on the command line means a model rather than a picture. */
export async function meansModel(word: string): Promise<boolean> {
  const found = await stat(word).catch(() => undefined);
  if (!found?.isDirectory()) return extname(word) === ".safetensors" || isForeign(word) || (!found && isPretrained(word));
  const { config, model } = runFolder(word);
  return (await isThere(config)) || (await isThere(model));
}

/** Where what is made of a model lies unless told: beside it; of one that comes with the package in the working directory. */
export async function besideModel(path: string, ending: string): Promise<string> {
  const file = await modelPath(path);
  return `${file !== path && isPretrained(path) ? path : file.replace(/\.safetensors$/, "")}${ending}`;
}

async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}

/**
 * Reads a model file, that of a run folder, or one that comes with the package.
 *
 * @throws InputError when there is none, or it is damaged
 */
export async function readModel(path: string): Promise<ModelFile> {
  const file = await modelPath(path);
  if (isForeign(file)) throw new InputError(`${file} is another program's model; make one of Tenfold's with tenfold import first`);
  const advice = exportAdvice(file);
  if (advice) throw new InputError(`${file} is another program's model, and not in a form that is imported: ${advice}`);
  return decodeModel(await readBytes(file), file);
}

/**
 * Reads such a model, which is to tell single images apart.
 *
 * @throws InputError when there is none, it is damaged, or it reads lines whole
 */
export async function readImageModel(path: string): Promise<ModelFile> {
  const file = await readModel(path);
  if (frameCount(file.network) === 1) return file;
  throw new InputError(
    `${path} reads lines whole, and this wants a network for single images; tenfold evaluate judges it, tenfold read uses it`,
  );
}

/** Puts such a model to use; `dispose` it. */
export async function openModel(path: string, { threads }: { readonly threads?: number | undefined }): Promise<Model> {
  const name = await modelPath(path);
  return load(readImageModel(path), { name, threads });
}
