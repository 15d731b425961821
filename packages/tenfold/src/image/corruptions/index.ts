import { brightness } from "./brightness.js";
import { cannyEdges } from "./canny-edges.js";
import type { Corruption } from "./corruption.js";
import { dottedLine } from "./dotted-line.js";
import { fog } from "./fog.js";
import { glassBlur } from "./glass-blur.js";
import { impulseNoise } from "./impulse-noise.js";
import { motionBlur } from "./motion-blur.js";
import { rotate } from "./rotate.js";
import { scale } from "./scale.js";
import { shear } from "./shear.js";
import { shotNoise } from "./shot-noise.js";
import { spatter } from "./spatter.js";
import { stripe } from "./stripe.js";
import { translate } from "./translate.js";
import { zigzag } from "./zigzag.js";

/**
 * The 15 corruptions of MNIST-C in the order of the paper, under the names that the published data's folders have.
 *
 * Source: Mu and Gilmer, "MNIST-C: A Robustness Benchmark for Computer Vision", arXiv 1906.02337.
 */
export const corruptions = {
  shot_noise: shotNoise,
  impulse_noise: impulseNoise,
  glass_blur: glassBlur,
  motion_blur: motionBlur,
  shear,
  scale,
  rotate,
  brightness,
  translate,
  stripe,
  fog,
  spatter,
  dotted_line: dottedLine,
  zigzag,
  canny_edges: cannyEdges,
} as const satisfies Readonly<Record<string, Corruption>>;

/** One of MNIST-C's 15. */
export type CorruptionName = keyof typeof corruptions;

/** All of them, in the order of the paper. */
export const corruptionNames = Object.keys(corruptions) as readonly CorruptionName[];
