import { basename } from "node:path";
import type { Dataset } from "../../data/dataset.js";
import { type CsvOptions, parseCsvImages } from "../../data/tables/csv-images.js";
import { InputError } from "../../errors.js";
import { rawFile } from "../raw-file.js";

export interface CsvFileOptions extends CsvOptions {
  /** Told in a sentence how the table was taken. */
  readonly notice?: ((sentence: string) => void) | undefined;
}

/**
 * Reads a labelled table of pictures, as Kaggle's `train.csv`, packed by gzip or not; see `parseCsvImages`. The dataset is named after the
 * file; its classes are numbers, or the words that the table has for labels.
 *
 * @throws InputError when the file cannot be read, or has no labels
 * @throws FormatError when it is no such table
 */
export async function csvFile(path: string, { notice, ...options }: CsvFileOptions = {}): Promise<Dataset> {
  const { bytes, sha256 } = await rawFile(path);
  const { images, labels, classNames, notices } = parseCsvImages(bytes, path, options);
  if (!labels || !classNames) {
    throw new InputError(
      `${path} has no column "label", so there is nothing to learn from or to judge by; predict labels it, or add the column`,
    );
  }
  for (const sentence of notices) notice?.(sentence);
  return { name: basename(path), images, labels, classNames, hashes: { [basename(path)]: sha256 } };
}
