import type { Corruption } from "../corruption.js";

/**
 * Ink and paper are exchanged left and right of a stripe in the middle: in the first and the last quarter of the columns, 7 of 28 each.
 *
 * Severity s: s quarters each, so that from 2 on the whole picture is inverted.
 *
 * Source: Mu and Gilmer, "MNIST-C: A Robustness Benchmark for Computer Vision", arXiv 1906.02337, whose text speaks of a vertical stripe;
 * that it is the columns beside it which are inverted, and how many, from https://github.com/google-research/mnist-c, corruptions.py,
 * stripe.
 */
export const stripe: Corruption = ({ width }, severity) => {
  const columns = Math.round((width / 4) * severity);
  return (source, target) => {
    for (let i = 0; i < source.length; i++) {
      const column = i % width;
      const ink = source[i] as number;
      target[i] = column < columns || column >= width - columns ? 255 - ink : ink;
    }
  };
};
