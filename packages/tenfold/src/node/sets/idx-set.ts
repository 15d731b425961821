import { dirname } from "node:path";
import { idxFolder } from "../idx-folder.js";
import type { KnownSet, SetOptions, TrainAndTest } from "./known-set.js";
import { setFiles } from "./set-files.js";

/** Opens a set that comes as the four files of MNIST. */
export async function openIdxSet(set: Omit<KnownSet, "open">, options: SetOptions = {}): Promise<TrainAndTest> {
  const { name, license, source, classNames } = set;
  const [path = ""] = await setFiles(set, options);
  const { train, test } = await idxFolder(dirname(path), { classNames });
  return { train: { ...train, name: `${name} train`, license, source }, test: { ...test, name: `${name} test`, license, source } };
}
