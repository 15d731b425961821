import type { Geometry } from "../../model/files/confidence.js";

/** Rows of features with the class of each. */
export interface LabelledFeatures {
  /** `[n, width]` */
  readonly features: Float32Array;
  readonly labels: ArrayLike<number>;
  readonly classes: number;
}

/** What is added to each variance, as a share of their mean: features that never move would otherwise be infinitely telling. */
const SHRINKAGE = 1e-3;

/**
 * Takes each class for a normal distribution around its mean, all with the same covariance, estimated from labelled features.
 *
 * Source: Lee, Lee, Lee, Shin (2018), "A simple unified framework for detecting out-of-distribution samples and adversarial attacks".
 *
 * @returns nothing where a class has no row, or the features do not vary at all
 */
export function fitGeometry(rows: LabelledFeatures): Geometry | undefined {
  const { labels, classes } = rows;
  const width = rows.features.length / labels.length;
  const means = meansOf(rows, width);
  if (!means) return undefined;
  const covariance = covarianceOf(rows, means, width);
  const variance = trace(covariance, width) / width;
  if (!(variance > 0 && variance < Number.POSITIVE_INFINITY)) return undefined;
  for (let i = 0; i < width; i++) covariance[i * width + i] = (covariance[i * width + i] as number) + SHRINKAGE * variance;
  return {
    means: { shape: [classes, width], data: Float32Array.from(means) },
    whitening: { shape: [width, width], data: Float32Array.from(inverseOfFactor(choleskyFactor(covariance, width), width)) },
  };
}

function meansOf({ features, labels, classes }: LabelledFeatures, width: number): Float64Array | undefined {
  const sums = new Float64Array(classes * width);
  const counts = new Float64Array(classes);
  for (let row = 0; row < labels.length; row++) {
    const label = labels[row] as number;
    counts[label] = (counts[label] as number) + 1;
    for (let i = 0; i < width; i++) sums[label * width + i] = (sums[label * width + i] as number) + (features[row * width + i] as number);
  }
  return counts.includes(0) ? undefined : sums.map((sum, index) => sum / (counts[Math.floor(index / width)] as number));
}

/** Of the rows around the means of their classes; the lower triangle alone, the rest is 0. */
function covarianceOf({ features, labels }: LabelledFeatures, means: Float64Array, width: number): Float64Array {
  const covariance = new Float64Array(width * width);
  const away = new Float64Array(width);
  for (let row = 0; row < labels.length; row++) {
    const mean = (labels[row] as number) * width;
    for (let i = 0; i < width; i++) away[i] = (features[row * width + i] as number) - (means[mean + i] as number);
    for (let i = 0; i < width; i++) {
      const one = away[i] as number;
      if (one === 0) continue;
      for (let j = 0; j <= i; j++) covariance[i * width + j] = (covariance[i * width + j] as number) + one * (away[j] as number);
    }
  }
  return covariance.map((sum) => sum / labels.length);
}

function trace(matrix: Float64Array, width: number): number {
  let sum = 0;
  for (let i = 0; i < width; i++) sum += matrix[i * width + i] as number;
  return sum;
}

/** Lower triangular C with C · Cᵀ the matrix, of which only the lower triangle is read. */
function choleskyFactor(matrix: Float64Array, width: number): Float64Array {
  const C = new Float64Array(width * width);
  for (let i = 0; i < width; i++) {
    for (let j = 0; j <= i; j++) {
      let left = matrix[i * width + j] as number;
      for (let k = 0; k < j; k++) left -= (C[i * width + k] as number) * (C[j * width + k] as number);
      C[i * width + j] = i === j ? Math.sqrt(left) : left / (C[j * width + j] as number);
    }
  }
  return C;
}

/** C⁻¹ of a lower triangular C, by columns: C · (column j of the inverse) is the unit vector j. */
function inverseOfFactor(C: Float64Array, width: number): Float64Array {
  const W = new Float64Array(width * width);
  for (let j = 0; j < width; j++) {
    for (let i = j; i < width; i++) {
      let left = i === j ? 1 : 0;
      for (let k = j; k < i; k++) left -= (C[i * width + k] as number) * (W[k * width + j] as number);
      W[i * width + j] = left / (C[i * width + i] as number);
    }
  }
  return W;
}
