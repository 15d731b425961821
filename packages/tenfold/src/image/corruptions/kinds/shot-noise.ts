import type { Corruption } from "../corruption.js";
import { poisson } from "../distributions.js";

/**
 * The grain of too little light: each pixel counts photons, of which full ink sends 3 on average.
 *
 * Severity s: 3 / s photons.
 *
 * Source: Mu and Gilmer, "MNIST-C: A Robustness Benchmark for Computer Vision", arXiv 1906.02337; the 3 from
 * https://github.com/google-research/mnist-c, corruptions.py, shot_noise at its default level 5.
 */
export const shotNoise: Corruption = (_, severity) => {
  const photons = PHOTONS / severity;
  return (source, target, random) => {
    for (let i = 0; i < source.length; i++) {
      const ink = source[i] as number;
      target[i] = ink === 0 ? 0 : (255 * poisson(random, (ink / 255) * photons)) / photons;
    }
  };
};

const PHOTONS = 3;
