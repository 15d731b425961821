import type { Corruption } from "../corruption.js";
import { addLine, penOf } from "../ink-line.js";

/**
 * Written over a dotted line, which crosses the picture from somewhere left to somewhere right: two columns without, two with ink.
 *
 * Severity s: below 1 the line is fainter, above it is broader.
 *
 * Source: Mu and Gilmer, "MNIST-C: A Robustness Benchmark for Computer Vision", arXiv 1906.02337; the numbers from
 * https://github.com/google-research/mnist-c, corruptions.py, dotted_line.
 */
export const dottedLine: Corruption = (size, severity) => {
  const pen = penOf(severity);
  const rows = Math.max(1, size.height - 1); // the last row is never drawn, there as here
  return (source, target, random) => {
    target.set(source);
    const [fromRow, toRow] = [random.below(rows), random.below(rows)];
    addLine(target, size, { fromRow, fromColumn: 0, toRow, toColumn: size.width - 1 }, pen, (column) => column % 4 >= 2);
  };
};
