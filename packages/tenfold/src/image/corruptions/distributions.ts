import type { Rng } from "../../engine/rng.js";

/** A normally distributed number of mean 0 and standard deviation 1, by Box and Muller's transform. */
export function normal(random: Rng): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random.uniform())); // 1 - u is never 0
  return radius * Math.cos(2 * Math.PI * random.uniform());
}

/** -1 or 1, equally likely. */
export function sign(random: Rng): number {
  return random.below(2) === 0 ? -1 : 1;
}

/**
 * A Poisson distributed whole number: up to a mean of 30 by multiplying uniform numbers until they fall below e^-mean (Knuth, "The Art
 * of Computer Programming", volume 2, 3.4.1), beyond that by rounding the normal distribution of the same mean and variance.
 */
export function poisson(random: Rng, mean: number): number {
  if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(random)));
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random.uniform(); product > limit; product *= random.uniform()) count++;
  return count;
}
