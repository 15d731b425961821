import { dropout, type ImageSizes, maxPool, maxPoolGradient, relu, reluGradient } from "./elementwise.js";
import type { Numbers } from "./numbers.js";

/** What surrounds one batch normalization: y = dropout(pool(relu(γ ẑ + β))), the followers where they are asked for. */
export interface NormalizationCase extends ImageSizes {
  readonly relu: boolean;
  readonly pool: boolean;
  readonly dropout: { readonly rate: number; readonly key: number };
  readonly epsilon: number;
  /** `[channels]` */
  readonly gamma: Numbers;
  /** `[channels]` */
  readonly beta: Numbers;
}

/** A channel's mean and its variance, the biased estimate: the mean of the squared distances. `[channels]` each. */
export interface Statistics {
  readonly mean: Numbers;
  readonly variance: Numbers;
}

/** Statistics of z `[n, height, width, channels]` over everything but channels. */
export function statistics(z: Numbers, channels: number): Statistics {
  const rows = z.length / channels;
  const mean = new Float64Array(channels);
  const variance = new Float64Array(channels);
  for (let at = 0; at < z.length; at++) mean[at % channels]! += (z[at] as number) / rows;
  for (let at = 0; at < z.length; at++) variance[at % channels]! += (z[at]! - mean[at % channels]!) ** 2 / rows;
  return { mean, variance };
}

/** ẑ = (z - mean) / √(variance + ε) */
function standardize(z: Numbers, { mean, variance }: Statistics, { channels, epsilon }: NormalizationCase): Float64Array {
  return Float64Array.from(z, (value, at) => (value - mean[at % channels]!) / Math.sqrt(variance[at % channels]! + epsilon));
}

/** γ ẑ + β: what the followers see. */
export function scaleAndShift(z: Numbers, known: Statistics, around: NormalizationCase): Float64Array {
  const { channels, gamma, beta } = around;
  return standardize(z, known, around).map((value, at) => value * gamma[at % channels]! + beta[at % channels]!);
}

/** y, by the batch's statistics in training and the running ones in inference. */
export function normalize(z: Numbers, known: Statistics, around: NormalizationCase): Float64Array {
  let y = scaleAndShift(z, known, around);
  if (around.relu) y = relu(y);
  if (around.pool) y = maxPool(y, around);
  return around.dropout.rate > 0 ? dropout(y, around.dropout) : y;
}

/**
 * The gradients of training, where the statistics depend on z too:
 *
 *   dz = γ / √(variance + ε) (g - mean(g) - ẑ mean(g ẑ))     dγ = Σ g ẑ     dβ = Σ g     g: what reaches γ ẑ + β
 */
export function normalizeGradient(z: Numbers, dy: Numbers, around: NormalizationCase) {
  const { channels, gamma, epsilon } = around;
  const batch = statistics(z, channels);
  const standard = standardize(z, batch, around);
  const g = gradientThroughFollowers(scaleAndShift(z, batch, around), dy, around);
  const dgamma = new Float64Array(channels);
  const dbeta = new Float64Array(channels);
  for (let at = 0; at < z.length; at++) {
    dgamma[at % channels]! += g[at]! * standard[at]!;
    dbeta[at % channels]! += g[at] as number;
  }
  const rows = z.length / channels;
  const dz = g.map((value, at) => {
    const c = at % channels;
    const scale = gamma[c]! / Math.sqrt(batch.variance[c]! + epsilon);
    return scale * (value - dbeta[c]! / rows - (standard[at]! * dgamma[c]!) / rows);
  });
  return { dz, dgamma, dbeta };
}

/** From the gradient of y to that of what the followers got. */
function gradientThroughFollowers(followed: Float64Array, dy: Numbers, around: NormalizationCase): Float64Array {
  let g = around.dropout.rate > 0 ? dropout(dy, around.dropout) : Float64Array.from(dy);
  if (around.pool) g = maxPoolGradient(around.relu ? relu(followed) : followed, g, around);
  return around.relu ? reluGradient(followed, g) : g;
}
