import type { Gray } from "../basics/picture.js";
import { boxArea } from "../geometry/box.js";
import { areaOf, convexHull, largestQuad, type Quad } from "../geometry/quad.js";
import type { Point } from "../geometry/transform.js";
import { type Component, connectedComponents } from "../ink/connected-components.js";

/** A grid's sides are at least this share of the picture's shorter side. */
const LEAST_SIDE = 0.15;
/** How much of its convex hull a quadrilateral fills that is one. */
const FILLED = 0.85;
/** So many of the largest components are looked at. */
const MOST = 12;

/**
 * Where grids may be: the quadrilaterals that large connected components of a mask nearly fill, those in the largest boxes first.
 *
 * @param mask ink 1, paper 0
 */
export function gridQuads(mask: Gray): Quad[] {
  const least = LEAST_SIDE * Math.min(mask.height, mask.width);
  return connectedComponents(mask)
    .filter(({ left, top, right, bottom }) => right - left >= least && bottom - top >= least)
    .sort((one, other) => boxArea(other) - boxArea(one))
    .slice(0, MOST)
    .map(quadOf)
    .filter((quad) => quad !== undefined);
}

/** The quadrilateral that a component fills, if it fills one. */
function quadOf({ runs }: Component): Quad | undefined {
  const points: Point[] = [];
  for (let at = 0; at < runs.length; at += 3) {
    const [row = 0, from = 0, to = 0] = [runs[at], runs[at + 1], runs[at + 2]];
    points.push([from, row], [to, row], [from, row + 1], [to, row + 1]);
  }
  const hull = convexHull(points);
  const quad = largestQuad(hull);
  return quad && areaOf(quad) > FILLED * areaOf(hull) ? quad : undefined;
}

/** Ink made a little thicker, so that gaps close: with the four pixels around. */
export function thickened({ pixels, height, width }: Gray): Gray {
  const thick = new Uint8Array(pixels.length);
  for (let row = 1; row < height - 1; row++) {
    for (let at = row * width + 1; at < (row + 1) * width - 1; at++) {
      if (pixels[at] || pixels[at - 1] || pixels[at + 1] || pixels[at - width] || pixels[at + width]) thick[at] = 1;
    }
  }
  return { pixels: thick, height, width };
}
