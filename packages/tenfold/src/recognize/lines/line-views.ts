// Test-time augmentation of a line: the same ink, seen a little otherwise.

import { rectify } from "../../image/basics/rectify.js";
import { chained, type Transform } from "../../image/geometry/transform.js";
import type { LineRaster } from "./line-raster.js";

/** How a line is seen: so many times as large, leaning so far to the right (of its height), moved by a part of a pixel. */
interface View {
  readonly scale?: number;
  readonly slant?: number;
  readonly by?: number;
}

/** Other views of a line, the ones that differ most first: each changes where ink is cut, and what the networks see. */
const VIEWS: readonly View[] = [
  { scale: 0.9, slant: 0.08 },
  { scale: 1.1, slant: -0.08 },
  { slant: 0.15, by: 0.5 },
  { slant: -0.15 },
  { scale: 0.85, by: 0.3 },
  { scale: 1.2 },
  { scale: 0.95, slant: -0.2 },
  { scale: 1.05, slant: 0.2, by: 0.5 },
  { by: 0.5 },
];

/** So many other views there are at most. */
export const MOST_VIEWS = VIEWS.length;

/** A line in the first `count` other views. */
export function lineViews(line: LineRaster, count: number): LineRaster[] {
  return VIEWS.slice(0, count).map((view) => viewed(line, view));
}

function viewed({ ink, height, toSource }: LineRaster, { scale = 1, slant = 0, by = 0 }: View): LineRaster {
  const room = Math.abs(slant) * ink.height;
  const size = { height: Math.ceil(ink.height * scale) + 1, width: Math.ceil((ink.width + room) * scale) + 1 };
  const lean = slant / scale;
  // From the view to the line: the row's lean taken back, then its size.
  const toLine: Transform = [1 / scale, lean, -lean * (size.height / 2) - room / 2 - by, 0, 1 / scale, -by, 0, 0, 1];
  return { ink: rectify(ink, toLine, size), height: height * scale, toSource: chained(toLine, toSource) };
}
