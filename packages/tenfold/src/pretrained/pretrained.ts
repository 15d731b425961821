import { UsageError } from "../errors.js";
import { checkOptions } from "../known-options.js";
import type { ModelFile } from "../model/files/model-file.js";
import { spellingAdvice } from "../nearest-word.js";
import { classicFile } from "./classic-file.js";
import { linesFile } from "./lines-file.js";
import { mobileFile } from "./mobile-file.js";
import { readerFile } from "./reader-file.js";
import type { ShippedOptions } from "./shipped-file.js";
import { shippedNetwork } from "./shipped-network.js";
import { signsFile } from "./signs-file.js";

/** Where the networks that come with the package lie; a file each, so that a bundle brings along those it uses. */
const files = { classic: classicFile, mobile: mobileFile, reader: readerFile, lines: linesFile, signs: signsFile };

/**
 * The networks that come with the package, trained: `classic` is the seed network, `mobile` has the fewest weights, `reader` knows what is no
 * digit, `lines` reads lines whole, and so does `signs`, which knows signs, too; both for `loadReader` alone.
 */
export type PretrainedName = keyof typeof files;

/** Their names. */
export const pretrainedNames = Object.keys(files) as readonly PretrainedName[];

/**
 * A network that comes with the package, trained on MNIST: `const model = await load(pretrained("classic"))`. Its card, with what it
 * was trained on and how well it reads, lies beside it in `models/`.
 *
 * @throws UsageError when there is none of that name, listing those there are
 * @throws InputError when its file is not where it is looked for: beside the package's code, or in the folder `base`
 */
export async function pretrained(name: PretrainedName, options: ShippedOptions = {}): Promise<ModelFile> {
  checkOptions("pretrained", options, ["base"]);
  return shippedNetwork({ name, file: fileOf(name) }, options);
}

/**
 * Where such a network lies.
 *
 * @throws UsageError when there is none of that name
 */
export function pretrainedFile(name: PretrainedName): URL {
  return fileOf(name)();
}

/** Whether a network of that name comes with the package. */
export function isPretrained(name: string): name is PretrainedName {
  return Object.hasOwn(files, name);
}

function fileOf(name: PretrainedName): () => URL {
  if (isPretrained(name)) return files[name];
  throw new UsageError(`pretrained: "${name}" is unknown; ${spellingAdvice(name, pretrainedNames)}`);
}
