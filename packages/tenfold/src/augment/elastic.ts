import { UsageError } from "../errors.js";
import { type AffineOptions, affine } from "./affine.js";
import type { Augmentation } from "./augmentation.js";

export interface ElasticOptions extends AffineOptions {
  /** How far pixels move, down and across apart: the standard deviation in pixels. 1 by default; 0 leaves the affine map alone. */
  readonly strength?: number | undefined;
  /** How far around a pixel its neighbors move with it: the standard deviation in pixels of the Gaussian that this comes to, 4 by default. */
  readonly smoothness?: number | undefined;
}

/** Σ B_a² of a cubic B-spline, in the mean over all places: what one direction leaves of the knots' variance. */
const SPLINE = 151 / 315;

/**
 * Elastic distortion on top of an affine map, in one bilinear warp: a smooth random field moves the pixels, as the muscles of a
 * hand do. (Simard, Steinkraus and Platt, "Best practices for convolutional neural networks applied to visual document analysis",
 * 2003.) They smooth uniform noise with a Gaussian; here the noise lies at the knots of a cubic B-spline, whose smoothing is that
 * of a Gaussian with a standard deviation of the knots' distance / √3. Their α = 34 and σ = 4 are a strength of 1.4.
 *
 * @throws UsageError when a number is out of its range: 0 <= strength <= 10, 1 <= smoothness <= 100
 */
export function elastic({ strength = 1, smoothness = 4, ...affineOptions }: ElasticOptions = {}): Augmentation {
  if (!(strength >= 0 && strength <= 10 && smoothness >= 1 && smoothness <= 100)) {
    throw new UsageError(
      `elastic({ strength: ${strength}, smoothness: ${smoothness} }): strength is 0 to 10 pixels, smoothness 1 to 100 pixels`,
    );
  }
  const map = affine(affineOptions);
  const limit = (strength * Math.sqrt(3)) / SPLINE; // uniform in ±limit has a variance of limit² / 3, of which two directions leave SPLINE²
  const intervals = (side: number) => Math.max(1, Math.round((side - 1) / (smoothness * Math.sqrt(3))));
  return {
    kind: "elastic",
    config: { ...map.config, strength, smoothness },
    draw: map.draw,
    field: {
      knots: (height, width) => [intervals(height) + 3, intervals(width) + 3],
      draw(rng, knots) {
        for (let at = 0; at < knots.length; at++) knots[at] = (2 * rng.uniform() - 1) * limit;
      },
    },
  };
}
