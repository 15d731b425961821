import { handFeatures } from "./hand-features.js";
import { FEATURES, HAND_CLASSES, type HandParameters } from "./hand-parameters.js";

/** A digit as a model of hands sees it. */
export interface HandLook {
  /** [32] */
  readonly features: Float32Array;
  /** [10]: squared distances from the general means of the classes, in standard deviations of people's digits. */
  readonly distances: Float64Array;
}

/**
 * How a model of hands sees digits.
 *
 * @param pictures `[n, 28, 28]`, ink 255
 * @throws ShapeError when they are no whole pictures
 */
export function handLooks(pictures: Uint8Array, parameters: HandParameters): HandLook[] {
  const all = handFeatures(pictures, parameters);
  return Array.from({ length: all.length / FEATURES }, (_, at) => lookAt(all.subarray(at * FEATURES, (at + 1) * FEATURES), parameters));
}

/** The same of a digit whose features are known. */
export function lookAt(features: Float32Array, parameters: HandParameters): HandLook {
  return { features, distances: distancesOf(features, parameters) };
}

function distancesOf(features: Float32Array, { means, between }: HandParameters): Float64Array {
  const distances = new Float64Array(HAND_CLASSES);
  for (let one = 0; one < HAND_CLASSES; one++) {
    for (let at = 0; at < FEATURES; at++) {
      const away = (features[at] as number) - (means[one * FEATURES + at] as number);
      (distances[one] as number) += (away * away) / (1 + (between[at] as number));
    }
  }
  return distances;
}

/**
 * Degrees of freedom of Student's t, by which features are taken to be spread. Under a normal distribution one smudged digit would be a proof,
 * and drag its class along.
 */
const FREEDOM = 6;

/** The negative logarithm of how likely a squared distance is, but for what is the same of any. */
export function surprise(distance: number): number {
  return ((FREEDOM + FEATURES) / 2) * Math.log1p(distance / FREEDOM);
}

/**
 * How much a digit counts in the mean of its class: 1, or less where it lies farther out than most. It is what the maximum-likelihood mean of Student's t
 * gives it.
 *
 * Source: Lange, Little, Taylor, "Robust statistical modeling using the t distribution", JASA 84, 1989
 */
export function weightAt(distance: number): number {
  return Math.min(1, (FREEDOM + FEATURES) / (FREEDOM + distance));
}
