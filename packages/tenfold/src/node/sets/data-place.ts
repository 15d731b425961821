import { stat } from "node:fs/promises";
import { join } from "node:path";
import { InputError } from "../../errors.js";
import { listFolder } from "../files.js";
import { isIdxFolder } from "../idx-folder.js";
import type { EmnistSplit } from "./emnist.js";

/** Folders in which torchvision puts the files of a set, below `raw`. */
const TORCHVISION = ["MNIST", "FashionMNIST", "KMNIST", "EMNIST"];

/**
 * The folder in which the files of a set lie: below what torchvision makes the one called `raw`.
 *
 * @throws InputError when there are several
 */
export async function dataPlace(path: string): Promise<string> {
  if (await isIdxFolder(path)) return path;
  const names = await listFolder(path);
  const raw = async (place: string) =>
    (await stat(join(place, "raw")).catch(() => undefined))?.isDirectory() ? join(place, "raw") : undefined;
  const sets = (await Promise.all(["", ...TORCHVISION.filter((name) => names.includes(name))].map((name) => raw(join(path, name))))).filter(
    (place) => place !== undefined,
  );
  if (sets.length > 1) throw new InputError(`${path} holds several sets, ${sets.join(" and ")}; pass one of these folders`);
  return sets[0] ?? path;
}

const EMNIST_FILE = /^emnist-([a-z]+)-(train|test)-images-idx3-ubyte(\.gz)?$/;

/** The part of EMNIST whose files lie in a folder under the names that they have in its archive. */
export function emnistAmong(folder: string, names: readonly string[]): EmnistSplit | undefined {
  const splits = [...new Set(names.flatMap((name) => EMNIST_FILE.exec(name)?.[1] ?? []))];
  const [split] = splits;
  if (split === undefined) return undefined;
  const called = splits.map((one) => `emnist-${one}`).join(", ");
  if (splits.length > 1)
    throw new InputError(`${folder} holds several parts of EMNIST, ${called}; put the files of one into a folder of its own`);
  const read = ["digits", "letters", "balanced"];
  if (!read.includes(split))
    throw new InputError(`${folder} holds ${called}; of EMNIST are read ${read.join(", ")}: put their files there`);
  return split as EmnistSplit;
}
