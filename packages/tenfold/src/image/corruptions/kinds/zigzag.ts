import type { Corruption } from "../corruption.js";
import { addLine, type Line, penOf } from "../ink-line.js";

/**
 * Crossed out by a zigzag from left to right, up and down by 2 pixels every 4, about a line that rises or falls by at most 5.
 *
 * Severity s: below 1 the line is fainter, above it is broader.
 *
 * Source: Mu and Gilmer, "MNIST-C: A Robustness Benchmark for Computer Vision", arXiv 1906.02337; the numbers from
 * https://github.com/google-research/mnist-c, corruptions.py, zigzag.
 */
export const zigzag: Corruption = (size, severity) => {
  const pen = penOf(severity);
  const rows = Math.max(1, size.height - 1);
  const across = size.width - 1 - 2 * INDENT;
  return (source, target, random) => {
    target.set(source);
    const fromRow = random.below(rows);
    const rise = random.below(10) - 5;
    if (across <= 0) return; // too narrow for any
    for (const line of zigzagLines(fromRow, rise, across)) addLine(target, size, line, pen);
  };
};

/** Columns left free on either side. */
const INDENT = 2;

/** Half the length of a stroke along the middle line, and how far it goes to either side of it. */
const STRIDE = 2;
const SWING = 2;

function zigzagLines(fromRow: number, rise: number, across: number): Line[] {
  const length = Math.hypot(rise, across);
  const [cos, sin] = [across / length, rise / length];
  const corners = zigzagCorners(length).map(([along, aside]) => [
    fromRow + sin * along + cos * aside,
    INDENT + cos * along - sin * aside,
  ]) as [number, number][];
  return corners.slice(1).map(([toRow, toColumn], i) => {
    const [row, column] = corners[i] as [number, number];
    return { fromRow: row, fromColumn: column, toRow, toColumn };
  });
}

/** Corners of a level zigzag of this length: how far along, and how far to the side. It ends on its way back to the middle. */
function zigzagCorners(length: number): [number, number][] {
  const corners: [number, number][] = [[0, 0]];
  let side = SWING;
  for (let along = STRIDE; along <= length; along += 2 * STRIDE) {
    corners.push([along, side]);
    side = -side;
  }
  const [along, aside] = corners.at(-1) as [number, number];
  const rest = length % (2 * STRIDE);
  if (along < length) corners.push([length, aside / Math.max(1, 2 * rest)]);
  return corners;
}
