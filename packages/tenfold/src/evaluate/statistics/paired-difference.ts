import { ShapeError } from "../../errors.js";
import { type MeanAndSd, meanAndSd } from "./mean-and-sd.js";
import { studentT } from "./student-t.js";

/** How far one setting is ahead of another, over seeds that both were trained with. */
export interface PairedDifference extends MeanAndSd {
  /** Where the mean of ever more seeds lies with 95 % confidence, by Student's t; null for a single seed. */
  readonly interval: readonly [from: number, to: number] | null;
}

/**
 * The differences `first - second`, seed by seed: what the two settings have in common, as the images that a seed sets aside for
 * validation, cancels out. The interval is over seeds on these very images, not over other images.
 *
 * @param first a number a seed
 * @param second of the same seeds in the same order
 * @throws ShapeError when they are not as many
 * @throws InputError when there is none, or one is not a finite number
 */
export function pairedDifference(first: readonly number[], second: readonly number[]): PairedDifference {
  if (first.length !== second.length) {
    throw new ShapeError(`pairedDifference: ${first.length} and ${second.length} values came; pass one of each a seed`);
  }
  const difference = meanAndSd(first.map((value, seed) => value - (second[seed] as number)));
  const { count, mean, sd } = difference;
  if (sd === null) return { ...difference, interval: null };
  const half = (studentT(0.95, count - 1) * sd) / Math.sqrt(count);
  return { ...difference, interval: [mean - half, mean + half] };
}
