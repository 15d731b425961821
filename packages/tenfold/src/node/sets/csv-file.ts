import { basename } from "node:path";
import { numberedClasses } from "../../data/class-names.js";
import { parseCsvImages } from "../../data/csv-images.js";
import type { Dataset } from "../../data/dataset.js";
import { InputError } from "../../errors.js";
import { rawFile } from "../raw-file.js";

/**
 * Reads a labelled table of pictures, as Kaggle's `train.csv`, packed by gzip or not; see `parseCsvImages`. The dataset is named after the
 * file, and its classes are numbers.
 *
 * @throws InputError when the file cannot be read, or has no labels
 * @throws FormatError when it is no such table
 */
export async function csvFile(path: string): Promise<Dataset> {
  const { bytes, sha256 } = await rawFile(path);
  const { images, labels } = parseCsvImages(bytes, path);
  if (!labels) {
    throw new InputError(
      `${path} has no column "label", so there is nothing to learn from or to judge by; predict labels it, or add the column`,
    );
  }
  return { name: basename(path), images, labels, classNames: numberedClasses(labels), hashes: { [basename(path)]: sha256 } };
}
