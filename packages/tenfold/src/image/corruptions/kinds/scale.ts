import type { Corruption } from "../corruption.js";
import { warp } from "../warp.js";

/**
 * Written small: shrunk to 70 % about the center.
 *
 * Severity s: 30 s % smaller.
 *
 * Source: Mu and Gilmer, "MNIST-C: A Robustness Benchmark for Computer Vision", arXiv 1906.02337; the factor from
 * https://github.com/google-research/mnist-c, corruptions.py, scale at its default level 3.
 */
export const scale: Corruption = (size, severity) => {
  const factor = 1 / (1 - LOSS * severity);
  return (source, target) => warp(source, target, size, [factor, 0, 0, factor]);
};

const LOSS = 0.3;
