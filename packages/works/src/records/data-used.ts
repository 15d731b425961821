import { type Dataset, InputError } from "tenfold";
import { isCount, isRecord, isText, isTexts } from "../files/json-checks.js";

/** Data that the run used: enough to get the same bytes again. */
export interface DataUsed {
  readonly name: string;
  /** Images. */
  readonly count: number;
  readonly hashes?: Dataset["hashes"];
}

export function usedOf({ name, images, hashes = {} }: Dataset): DataUsed {
  return { name, count: images.count, hashes };
}

export function isDataUsed(value: unknown): value is DataUsed {
  return isRecord(value) && isText(value.name) && isCount(value.count) && isTexts(value.hashes);
}

/**
 * The images that a run used, under the name they had then.
 *
 * @param dataset what lies there now
 * @throws InputError when a file is no longer the same
 */
export function sameData(dataset: Dataset, { name, hashes = {} }: DataUsed): Dataset {
  for (const [file, hash] of Object.entries(hashes)) {
    if (dataset.hashes?.[file] !== hash) {
      throw new InputError(`${file} is not what the run was begun with; pass the folder of the earlier files with --data`);
    }
  }
  return { ...dataset, name };
}
