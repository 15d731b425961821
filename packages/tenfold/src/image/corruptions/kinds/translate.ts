import type { Corruption } from "../corruption.js";
import { sign } from "../distributions.js";
import { warp } from "../warp.js";

/**
 * Off center: moved by 3 pixels up or down and by 3 pixels left or right.
 *
 * Severity s: 3 s pixels.
 *
 * Source: Mu and Gilmer, "MNIST-C: A Robustness Benchmark for Computer Vision", arXiv 1906.02337; the distance from
 * https://github.com/google-research/mnist-c, corruptions.py, translate at its default level 3.
 */
export const translate: Corruption = (size, severity) => (source, target, random) => {
  const across = PIXELS * severity * sign(random);
  const down = PIXELS * severity * sign(random);
  warp(source, target, size, [1, 0, 0, 1], { down, across });
};

const PIXELS = 3;
