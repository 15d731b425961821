import { type Dataset, InputError } from "tenfold";
import type { DataUsed } from "../report/report-data.js";

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
