import { gaussianBlur, gaussianKernel } from "../../basics/gaussian-blur.js";
import type { Corruption } from "../corruption.js";
import { normal } from "../distributions.js";

/**
 * Splashes of mud, a quarter of full ink, over paper and digit: where normal noise, blurred by 1 pixel, is above its mean it is wet; wet
 * places blurred by 1.5 pixels cover as much as they come to, and nothing where that is less than 0.8.
 *
 * Severity s: wet is what is above the mean by -log₂ s standard deviations of the blurred noise.
 *
 * Source: Mu and Gilmer, "MNIST-C: A Robustness Benchmark for Computer Vision", arXiv 1906.02337; the numbers from
 * https://github.com/google-research/mnist-c, corruptions.py, spatter at its default level 4. Its noise has mean 0.65 and the threshold
 * is 0.65 too, so that mean and spread make no difference; here they are 0 and 1.
 */
export const spatter: Corruption = (size, severity) => {
  const noiseKernel = gaussianKernel(NOISE_SIGMA);
  const wetKernel = gaussianKernel(WET_SIGMA);
  const spread = noiseKernel.reduce((sum, weight) => sum + weight * weight, 0); // of unit noise blurred both ways
  const threshold = -Math.log2(severity) * spread;
  const layer = new Float64Array(size.height * size.width);
  return (source, target, random) => {
    for (let i = 0; i < layer.length; i++) layer[i] = normal(random);
    gaussianBlur(layer, layer, size, noiseKernel);
    for (let i = 0; i < layer.length; i++) layer[i] = (layer[i] as number) > threshold ? 1 : 0;
    gaussianBlur(layer, layer, size, wetKernel);
    for (let i = 0; i < layer.length; i++) {
      const cover = (layer[i] as number) < LEAST_COVER ? 0 : (layer[i] as number);
      target[i] = (source[i] as number) * (1 - cover) + MUD * cover;
    }
  };
};

const NOISE_SIGMA = 1;
const WET_SIGMA = 1.5;
const LEAST_COVER = 0.8;
const MUD = 63;
