import type { Dataset } from "../../data/dataset.js";
import type { FetchOptions } from "../download/fetched.js";
import type { PublishedFile } from "../download/published-file.js";

/** Images to train on and to test with. */
export interface TrainAndTest {
  readonly train: Dataset;
  readonly test: Dataset;
  /** Images to choose by while training, where the source has such a part of its own. */
  readonly validation?: Dataset;
}

export interface SetOptions extends FetchOptions {
  /** A folder with local copies of the set's files, packed or not; what they hold is not compared with what was published. */
  readonly from?: string | undefined;
}

/** A data set that is known by name. */
export interface KnownSet {
  readonly name: string;
  /** What it shows, in a few words. */
  readonly about: string;
  readonly classNames: readonly string[];
  /** Images to train on and to test with. */
  readonly counts: readonly [train: number, test: number];
  readonly license: string;
  /** Who made it, and where that is told. */
  readonly source: string;
  /** Below the cache. */
  readonly folder: string;
  readonly files: readonly PublishedFile[];
  open(options?: SetOptions): Promise<TrainAndTest>;
}
