import { join } from "node:path";
import type { Dataset } from "../../data/dataset.js";
import type { TrainAndTest } from "../sets/known-set.js";
import { type ImageFolderOptions, imageFolder } from "./image-folder.js";

/** What the folders of parts are called, in any case. */
const PART_NAMES = {
  train: /^(train(ing)?|training?_?(set|images|data))$/i,
  test: /^(test(ing)?|testing?_?(set|images|data)|test_?(set|images|data))$/i,
  validation: /^(val(id(ation)?)?|val(id(ation)?)?_?(set|images|data))$/i,
} as const;

/**
 * Reads pictures by class, in the parts that their folders are called for; in one where they are not.
 *
 * @param names of what lies in the folder
 * @throws as `imageFolder`
 */
export async function pictureParts(
  folder: string,
  names: readonly string[],
  options: ImageFolderOptions,
): Promise<TrainAndTest | { readonly whole: Dataset }> {
  const called = (part: keyof typeof PART_NAMES) => names.find((name) => PART_NAMES[part].test(name));
  const [first, last, middle] = [called("train"), called("test"), called("validation")];
  if (first === undefined || (last ?? middle) === undefined) return { whole: await imageFolder(folder, options) };
  const train = inPart(first, await imageFolder(join(folder, first), options));
  const other = async (name: string) => inPart(name, await imageFolder(join(folder, name), { ...options, classNames: train.classNames }));
  if (last === undefined) {
    options.notice?.(`${folder} has no folder of test pictures; those of ${middle} are taken to test with`);
    return { train, test: await other(middle as string) };
  }
  return { train, test: await other(last), ...(middle !== undefined && { validation: await other(middle) }) };
}

/** Files are named from the folder of all parts. */
function inPart(part: string, dataset: Dataset): Dataset {
  return { ...dataset, ...(dataset.files && { files: dataset.files.map((file) => `${part}/${file}`) }) };
}
