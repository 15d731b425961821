import { UsageError } from "../errors.js";
import { decodeModel, type ModelFile } from "../model/model-file.js";
import { spellingAdvice } from "../nearest-word.js";
import { shippedFile } from "./shipped-file.js";

/** Where the networks that come with the package lie. */
const files = {
  classic: new URL("../../models/classic.safetensors", import.meta.url),
  mobile: new URL("../../models/mobile.safetensors", import.meta.url),
  reader: new URL("../../models/reader.safetensors", import.meta.url),
  lines: new URL("../../models/lines.safetensors", import.meta.url),
};

/**
 * The networks that come with the package, trained: `classic` is the seed network, `mobile` has the fewest weights, `reader` knows what is no
 * digit, `lines` reads lines whole, for `loadReader` alone.
 */
export type PretrainedName = keyof typeof files;

/** Their names. */
export const pretrainedNames = Object.keys(files) as readonly PretrainedName[];

/**
 * A network that comes with the package, trained on MNIST: `const model = await load(await pretrained("classic"))`. Its card, with what it
 * was trained on and how well it reads, lies beside it in `models/`.
 *
 * @throws UsageError when there is none of that name, listing those there are
 * @throws InputError when the package's file is missing
 */
export async function pretrained(name: PretrainedName): Promise<ModelFile> {
  return decodeModel(await shippedFile(pretrainedFile(name)), `${name}.safetensors`);
}

/**
 * Where such a network lies.
 *
 * @throws UsageError when there is none of that name
 */
export function pretrainedFile(name: PretrainedName): URL {
  const url = isPretrained(name) ? files[name] : undefined;
  if (url) return url;
  throw new UsageError(`pretrained: "${name}" is unknown; ${spellingAdvice(name, pretrainedNames)}`);
}

/** Whether a network of that name comes with the package. */
export function isPretrained(name: string): name is PretrainedName {
  return Object.hasOwn(files, name);
}
