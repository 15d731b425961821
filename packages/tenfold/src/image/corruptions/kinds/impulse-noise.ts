import type { Corruption } from "../corruption.js";

/**
 * Salt and pepper: 17 % of the pixels are lost, half of them to full ink and half to paper.
 *
 * Severity s: s times that share.
 *
 * Source: Mu and Gilmer, "MNIST-C: A Robustness Benchmark for Computer Vision", arXiv 1906.02337; the share from
 * https://github.com/google-research/mnist-c, corruptions.py, impulse_noise at its default level 4.
 */
export const impulseNoise: Corruption = (_, severity) => {
  const share = SHARE * severity;
  return (source, target, random) => {
    for (let i = 0; i < source.length; i++) {
      const drawn = random.uniform();
      target[i] = drawn >= share ? (source[i] as number) : drawn < share / 2 ? 255 : 0;
    }
  };
};

const SHARE = 0.17;
