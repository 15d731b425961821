import type { Corruption } from "../corruption.js";
import { sign } from "../distributions.js";
import { warp } from "../warp.js";

/**
 * Turned by 0.4 radians (23 degrees) about the center, to one side or the other.
 *
 * Severity s: 0.4 s radians.
 *
 * Source: Mu and Gilmer, "MNIST-C: A Robustness Benchmark for Computer Vision", arXiv 1906.02337; the angle from
 * https://github.com/google-research/mnist-c, corruptions.py, rotate at its default level 2.
 */
export const rotate: Corruption = (size, severity) => {
  const cos = Math.cos(RADIANS * severity);
  const sin = Math.sin(RADIANS * severity);
  return (source, target, random) => {
    const side = sign(random);
    warp(source, target, size, [cos, side * sin, -side * sin, cos]);
  };
};

const RADIANS = 0.4;
