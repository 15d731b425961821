import type { Corruption } from "../corruption.js";
import { plasma } from "../plasma.js";

/**
 * Seen through drifting fog: clouds, up to three times as bright as full ink, are added, and the sum is dimmed so that the brightest
 * sum possible is as bright as the picture was.
 *
 * Severity s: clouds up to 3 s times as bright.
 *
 * Source: Mu and Gilmer, "MNIST-C: A Robustness Benchmark for Computer Vision", arXiv 1906.02337; the numbers from
 * https://github.com/google-research/mnist-c, corruptions.py, fog at its default level 5.
 */
export const fog: Corruption = (size, severity) => {
  const thickness = THICKNESS * severity;
  const drawClouds = plasma(size, DECAY);
  const clouds = new Float64Array(size.height * size.width);
  return (source, target, random) => {
    drawClouds(random, clouds);
    let brightest = 0;
    for (const ink of source) if (ink > brightest) brightest = ink;
    const dimmed = brightest / (brightest + 255 * thickness);
    for (let i = 0; i < source.length; i++) target[i] = ((source[i] as number) + 255 * thickness * (clouds[i] as number)) * dimmed;
  };
};

const THICKNESS = 3;
const DECAY = 1.4;
