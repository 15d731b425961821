import { mean } from "../../mean.js";
import type { Point } from "./transform.js";

/** Four corners in the order top left, top right, bottom right, bottom left. */
export type Quad = readonly [Point, Point, Point, Point];

/**
 * The corners of the convex hull, clockwise on a screen (y grows downward).
 *
 * Source: Andrew, "Another efficient algorithm for convex hulls in two dimensions", 1979
 */
export function convexHull(points: readonly Point[]): Point[] {
  const sorted = [...points].sort(([ax, ay], [bx, by]) => ax - bx || ay - by);
  const half = (order: readonly Point[]) => {
    const chain: Point[] = [];
    for (const point of order) {
      while (chain.length >= 2 && turn(chain.at(-2) as Point, chain.at(-1) as Point, point) <= 0) chain.pop();
      chain.push(point);
    }
    return chain.slice(0, -1);
  };
  return sorted.length < 3 ? sorted : [...half(sorted), ...half(sorted.reverse())];
}

/** The mean of four corners. */
export function middleOf(quad: Quad): Point {
  return [mean(quad.map(([x]) => x)), mean(quad.map(([, y]) => y))];
}

/** The area of a polygon. */
export function areaOf(corners: readonly Point[]): number {
  let double = 0;
  for (let at = 0; at < corners.length; at++) {
    const [[ax, ay], [bx, by]] = [corners[at] as Point, corners[(at + 1) % corners.length] as Point];
    double += ax * by - bx * ay;
  }
  return Math.abs(double) / 2;
}

/**
 * The largest quadrilateral whose corners are corners of a convex hull: over every diagonal, the farthest corners on either side.
 *
 * @param hull as from `convexHull`
 * @returns nothing when the hull has fewer than four corners
 */
export function largestQuad(hull: readonly Point[]): Quad | undefined {
  if (hull.length < 4) return undefined;
  let best: { area: number; corners: readonly Point[] } = { area: 0, corners: [] };
  for (let one = 0; one < hull.length - 2; one++) {
    for (let other = one + 2; other < hull.length; other++) {
      const [from, to] = [hull[one] as Point, hull[other] as Point];
      const between = farthest(hull, one + 1, other, from, to);
      const beyond = farthest(hull, other + 1, one + hull.length, from, to);
      if (!between || !beyond) continue;
      const area = (between.height + beyond.height) / 2;
      if (area > best.area) best = { area, corners: [from, between.corner, to, beyond.corner] };
    }
  }
  return best.area > 0 ? ordered(best.corners) : undefined;
}

/** A quadrilateral with each of its corners in turn as the first. */
export function turnsOf(quad: Quad): Quad[] {
  return [0, 1, 2, 3].map((turn) => quad.map((_, at) => quad[(at + turn) % 4]) as unknown as Quad);
}

/** Whether points go around clockwise on a screen, each a corner of a convex polygon. */
export function isClockwise(corners: readonly Point[]): boolean {
  return corners.every((corner, at) => {
    const [next, second] = [1, 2].map((step) => corners[(at + step) % corners.length] as Point) as [Point, Point];
    return turn(corner, next, second) > 0;
  });
}

/** Whether three points turn right (positive on a screen), go straight on, or turn left. */
function turn([ax, ay]: Point, [bx, by]: Point, [cx, cy]: Point): number {
  return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
}

function farthest(hull: readonly Point[], first: number, end: number, from: Point, to: Point) {
  let best: { corner: Point; height: number } | undefined;
  for (let at = first; at < end; at++) {
    const corner = hull[at % hull.length] as Point;
    const height = Math.abs(turn(from, to, corner));
    if (!best || height > best.height) best = { corner, height };
  }
  return best;
}

/** Clockwise from the corner nearest the top left of the picture. */
function ordered(corners: readonly Point[]): Quad {
  const sums = corners.map(([x, y]) => x + y);
  const first = sums.indexOf(Math.min(...sums));
  const [a, b, c, d] = corners.map((_, at) => corners[(first + at) % 4] as Point) as [Point, Point, Point, Point];
  return turn(a, b, c) > 0 ? [a, b, c, d] : [a, d, c, b];
}
