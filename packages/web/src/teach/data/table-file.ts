import { InputError, parseCsvImages, setAside } from "tenfold";
import type { ChosenFile, DataTeller, TrainAndTest } from "../training-order.js";
import { unzipped } from "./unzipped.js";

/** Whether a file is a table by its name. */
export function isTableName(path: string): boolean {
  return /\.(csv|tsv|txt)(\.gz)?$/i.test(path);
}

/**
 * A labelled table of pictures, as Kaggle hands out MNIST; a sixth of it is set aside to test with.
 *
 * @throws FormatError when it is no such table
 * @throws InputError when it has no labels
 */
export async function tableFile({ path, file }: ChosenFile, { tell }: DataTeller): Promise<TrainAndTest> {
  const { images, labels, classNames, notices } = parseCsvImages(await unzipped(file, path), path);
  if (!labels || !classNames) throw new InputError(`${path} has no column "label", so there is nothing to learn from; add the column`);
  for (const notice of notices) tell(notice);
  return setAside({ name: path, images, labels, classNames });
}
