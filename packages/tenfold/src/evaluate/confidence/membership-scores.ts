import { ShapeError } from "../../errors.js";
import { largestIn } from "../../metrics/accuracy.js";
import type { Geometry, MembershipScore } from "../../model/files/confidence.js";

/** What a network says of pictures, a row a picture, as `model.infer` gives it. */
export interface Responses {
  /** `[n, classes]`, before the softmax. */
  readonly logits: Float32Array;
  /** `[n, features]`: what the layer that makes the logits reads. */
  readonly features: Float32Array;
}

/**
 * Scores that are higher for pictures of the classes than for other things, one a picture:
 *
 * - `softmax`: the logarithm of the probability of the most probable class, at temperature 1 (Hendrycks and Gimpel, 2017)
 * - `energy`: log Σ exp logit, in nats (Liu, Wang, Owens, Li, "Energy-based out-of-distribution detection", 2020)
 * - `mahalanobis`: less the squared distance of the features to the nearest class mean, in units of the classes' common covariance
 *   (Lee, Lee, Lee, Shin, "A simple unified framework for detecting out-of-distribution samples and adversarial attacks", 2018)
 *
 * @param geometry of the classes among the features, for `mahalanobis`
 * @throws ShapeError when `mahalanobis` is wanted without it, or the numbers are not whole rows
 */
export function membershipScores(score: MembershipScore, said: Responses, classes: number, geometry?: Geometry): Float64Array {
  if (score === "mahalanobis") {
    if (!geometry) throw new ShapeError("membershipScores: mahalanobis wants the geometry of the classes; fit it, or take another score");
    return mahalanobis(said.features, geometry);
  }
  const { logits } = said;
  if (logits.length % classes !== 0) {
    throw new ShapeError(`membershipScores: ${logits.length} logits are not whole rows of ${classes}; pass a row a picture`);
  }
  return Float64Array.from({ length: logits.length / classes }, (_, row) => {
    const largest = logits[row * classes + largestIn(logits, row * classes, classes)] as number;
    let total = 0;
    for (let i = row * classes; i < (row + 1) * classes; i++) total += Math.exp((logits[i] as number) - largest);
    return score === "energy" ? largest + Math.log(total) : -Math.log(total);
  });
}

/** -min over the classes of |W · (x - mean)|², for each row x. */
function mahalanobis(features: Float32Array, { means, whitening }: Geometry): Float64Array {
  const [classes = 0, width = 0] = means.shape;
  if (width === 0 || features.length % width !== 0) {
    throw new ShapeError(`membershipScores: ${features.length} features are not whole rows of ${width}; pass those of the same network`);
  }
  const centers = Array.from({ length: classes }, (_, index) =>
    whitened(means.data, index * width, whitening.data, new Float64Array(width)),
  );
  const place = new Float64Array(width);
  return Float64Array.from({ length: features.length / width }, (_, row) => {
    whitened(features, row * width, whitening.data, place);
    return -Math.min(...centers.map((center) => squaredDistance(place, center)));
  });
}

/** W · x for the row x that starts at `from`; W is lower triangular. */
function whitened(rows: Float32Array, from: number, W: Float32Array, result: Float64Array): Float64Array {
  const width = result.length;
  for (let i = 0; i < width; i++) {
    let sum = 0;
    for (let j = 0; j <= i; j++) sum += (W[i * width + j] as number) * (rows[from + j] as number);
    result[i] = sum;
  }
  return result;
}

function squaredDistance(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += ((a[i] as number) - (b[i] as number)) ** 2;
  return sum;
}
