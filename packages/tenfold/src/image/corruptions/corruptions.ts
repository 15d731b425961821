import type { Corruption } from "./corruption.js";
import { brightness } from "./kinds/brightness.js";
import { cannyEdges } from "./kinds/canny-edges.js";
import { dottedLine } from "./kinds/dotted-line.js";
import { fog } from "./kinds/fog.js";
import { glassBlur } from "./kinds/glass-blur.js";
import { impulseNoise } from "./kinds/impulse-noise.js";
import { motionBlur } from "./kinds/motion-blur.js";
import { rotate } from "./kinds/rotate.js";
import { scale } from "./kinds/scale.js";
import { shear } from "./kinds/shear.js";
import { shotNoise } from "./kinds/shot-noise.js";
import { spatter } from "./kinds/spatter.js";
import { stripe } from "./kinds/stripe.js";
import { translate } from "./kinds/translate.js";
import { zigzag } from "./kinds/zigzag.js";

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
