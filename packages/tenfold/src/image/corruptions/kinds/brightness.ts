import type { Corruption } from "../corruption.js";

/**
 * Brighter, as MNIST shows it, white on black: half of full ink is added everywhere, and what exceeds full ink is lost.
 *
 * Severity s: s times as much.
 *
 * Source: Mu and Gilmer, "MNIST-C: A Robustness Benchmark for Computer Vision", arXiv 1906.02337; the amount from
 * https://github.com/google-research/mnist-c, corruptions.py, brightness at its default level 5.
 */
export const brightness: Corruption = (_, severity) => (source, target) => {
  const added = 255 * ADDED * severity;
  for (let i = 0; i < source.length; i++) target[i] = (source[i] as number) + added;
};

const ADDED = 0.5;
