import type { Corruption } from "../corruption.js";

/**
 * The pen or the camera moved: every pixel is the mean of those ahead of it on a line of up to 45 degrees either way, weighted by one
 * half of a Gaussian of 3 pixels, 21 pixels long. Beyond the edges the nearest pixel counts.
 *
 * Severity s: a Gaussian of 3 s pixels, cut off at 10 s twice over.
 *
 * Source: Mu and Gilmer, "MNIST-C: A Robustness Benchmark for Computer Vision", arXiv 1906.02337; the numbers from
 * https://github.com/google-research/mnist-c, corruptions.py, motion_blur at its default level 1 (radius 10, sigma 3), which calls
 * ImageMagick; how that places and weights the pixels from https://imagemagick.org, MotionBlurImage.
 */
export const motionBlur: Corruption = ({ height, width }, severity) => {
  const weights = trail(SIGMA * severity, 2 * Math.ceil(RADIUS * severity) + 1);
  return (source, target, random) => {
    const angle = ((2 * random.uniform() - 1) * LIMIT_DEGREES * Math.PI) / 180;
    const down = weights.map((_, step) => Math.ceil(step * Math.sin(angle) - 0.5));
    const across = weights.map((_, step) => Math.ceil(step * Math.cos(angle) - 0.5));
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < width; column++) {
        let sum = 0;
        for (let step = 0; step < weights.length; step++) {
          const y = Math.min(Math.max(row + (down[step] as number), 0), height - 1);
          const x = Math.min(column + (across[step] as number), width - 1);
          sum += (weights[step] as number) * (source[y * width + x] as number);
        }
        target[row * width + column] = sum;
      }
    }
  };
};

const RADIUS = 10;
const SIGMA = 3;
const LIMIT_DEGREES = 45;

/** Half a Gaussian: the weights of 0, 1, … length - 1 pixels ahead, summing to 1. */
function trail(sigma: number, length: number): Float64Array {
  const weights = Float64Array.from({ length }, (_, step) => Math.exp(-0.5 * (step / sigma) ** 2));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}
