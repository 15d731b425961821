import type { Corruption } from "../corruption.js";
import { sign } from "../distributions.js";
import { warp } from "../warp.js";

/**
 * Written at a slant: the upright axis leans by 0.4 radians to one side or the other, about the center. It keeps its length, so that
 * the digit also gets lower seen from the axis: rows of the output are 1 / cos 0.4 as far apart.
 *
 * Severity s: 0.4 s radians.
 *
 * Source: Mu and Gilmer, "MNIST-C: A Robustness Benchmark for Computer Vision", arXiv 1906.02337; the angle from
 * https://github.com/google-research/mnist-c, corruptions.py, shear at its default level 2; that the axis keeps its length from
 * scikit-image's AffineTransform of that time (0.15).
 */
export const shear: Corruption = (size, severity) => {
  const angle = RADIANS * severity;
  return (source, target, random) => warp(source, target, size, [Math.cos(angle), 0, -sign(random) * Math.sin(angle), 1]);
};

const RADIANS = 0.4;
