import { ShapeError } from "../errors.js";
import type { Region } from "../synthesis/digits/regional/region-names.js";
import type { RegionExpert } from "./region-expert.js";
import { withRegion } from "./with-region.js";

/** Digits of writers of one region, as a network sees them. */
export interface DigitsOfRegion {
  /** `[n, classes]`, natural logarithms; the first ten classes are the digits. */
  readonly logProbabilities: Float32Array;
  /** `[n, 28, 28]`, ink 255. */
  readonly pictures: Uint8Array;
}

/** The same digits, as people of that region write them. */
export interface RegionalReading {
  /** `[n, classes]`. What a digit may be otherwise, none or a sign, is as probable as before, and so are digits that are alike everywhere. */
  readonly logProbabilities: Float32Array;
  /** How many digits are likelier another one now. */
  readonly changed: number;
}

const CLASSES = 10;

/**
 * Reads each digit again by where its writer is from: a stroke with a flag is a 1 in Switzerland, and a 7 in the United States.
 *
 * @param expert as `loadRegions` gives it
 * @throws ShapeError when pictures and probabilities do not belong together
 * @throws UsageError when the region is unknown, listing those there are
 */
export async function adaptToRegion(
  { logProbabilities, pictures }: DigitsOfRegion,
  expert: Pick<RegionExpert, "terms">,
  region: Region,
): Promise<RegionalReading> {
  const terms = await expert.terms(pictures, region);
  const count = terms.length / CLASSES;
  const classes = count > 0 ? logProbabilities.length / count : CLASSES;
  if (!Number.isInteger(classes) || classes < CLASSES || (count === 0 && logProbabilities.length > 0)) {
    throw new ShapeError(
      `adaptToRegion: ${count} pictures but ${logProbabilities.length} log probabilities came; ten a picture are wanted, or more where classes follow the digits`,
    );
  }
  const adapted = logProbabilities.slice();
  let changed = 0;
  for (let at = 0; at < count; at++) {
    const scores = logProbabilities.subarray(at * classes, at * classes + CLASSES);
    const weighed = withRegion(scores, terms.subarray(at * CLASSES, (at + 1) * CLASSES));
    if (likeliest(weighed) !== likeliest(scores)) changed++;
    adapted.set(weighed, at * classes);
  }
  return { logProbabilities: adapted, changed };
}

function likeliest(scores: ArrayLike<number>): number {
  return Array.from(scores).reduce((best, score, at, all) => (score > (all[best] as number) ? at : best), 0);
}
