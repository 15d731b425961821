import type { Rng } from "../../../engine/rng.js";
import { blurColumns, gaussianKernel } from "../../basics/gaussian-blur.js";
import type { Size } from "../../geometry/size.js";
import type { Corruption } from "../corruption.js";

/**
 * Seen through frosted glass: blurred by 0.7 pixels, then twice every second pixel changes places with one up to a pixel up or left,
 * then blurred again. The blur goes down the columns only, as in the published images: their program hands scikit-image a gray
 * picture as if its last axis held colors.
 *
 * Severity s: blurred by 0.7 s pixels; the chance to change places is s / 2, and from 1.5 on the places are up to 2 pixels apart.
 *
 * Source: Mu and Gilmer, "MNIST-C: A Robustness Benchmark for Computer Vision", arXiv 1906.02337; the numbers from
 * https://github.com/google-research/mnist-c, corruptions.py, glass_blur at its default level 1.
 */
export const glassBlur: Corruption = (size, severity) => {
  const kernel = gaussianKernel(SIGMA * severity);
  const chance = severity / 2;
  const reach = Math.max(1, Math.round(severity));
  const blurred = new Float64Array(size.height * size.width);
  return (source, target, random) => {
    blurred.set(source);
    blurColumns(blurred, blurred, size, kernel);
    for (let pass = 0; pass < PASSES; pass++) shuffleNearby(blurred, size, chance, reach, random);
    blurColumns(blurred, blurred, size, kernel);
    target.set(blurred);
  };
};

const SIGMA = 0.7;
const PASSES = 2;

/** From the last pixel to the first, because the published one goes so: ink can travel far up and left, and only a little back. */
function shuffleNearby(pixels: Float64Array, { height, width }: Size, chance: number, reach: number, random: Rng): void {
  for (let row = height - reach; row > reach; row--) {
    for (let column = width - reach; column > reach; column--) {
      if (random.uniform() >= chance) continue;
      const here = row * width + column;
      const there = here + (random.below(2 * reach) - reach) * width + random.below(2 * reach) - reach; // -reach … reach - 1 each way
      const kept = pixels[here] as number;
      pixels[here] = pixels[there] as number;
      pixels[there] = kept;
    }
  }
}
