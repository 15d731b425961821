import type { Gray } from "../../image/basics/picture.js";
import { areaOf, largestQuad } from "../../image/geometry/quad.js";
import { distance, type Point } from "../../image/geometry/transform.js";
import { median } from "../../median.js";

/** Where a mark is, and its width in pixels. */
export interface MarkPlace {
  readonly at: Point;
  readonly size: number;
}

/** The share of the points along a stroke that must be ink, and of a place without one that may be. */
const DRAWN = 0.85;
const BARE = 0.5;

/** A circle's outline, whatever is in it: ink all along the hull and paper within. Its width is that of the circle's outer edge. */
export function ringMark(hull: readonly Point[], area: number, mask: Gray): MarkPlace | undefined {
  const around = areaOf(hull);
  const at = middleOf(hull);
  const rim = alongHull(hull);
  const thickness = median(rim.map((point) => inkFrom(mask, point, at))) ?? 0;
  const radius = Math.sqrt(around / Math.PI);
  if (thickness > 0.7 * radius || area < Math.PI * thickness * radius) return undefined;
  const inked = rim.filter((point) => isInk(mask, between(point, at, thickness / 2 / radius), 1));
  return inked.length >= 0.95 * rim.length ? { at, size: 2 * radius } : undefined;
}

/** Two strokes that halve each other: the ends of the strokes are the corners of the hull's largest quadrilateral. */
export function crossMark(hull: readonly Point[], area: number, mask: Gray): MarkPlace | undefined {
  const quad = largestQuad(hull);
  if (!quad) return undefined;
  const [a, b, c, d] = quad;
  const [one, other] = [distance(a, c), distance(b, d)];
  if (Math.min(one, other) < 0.6 * Math.max(one, other)) return undefined;
  const middles: [Point, Point] = [between(a, c, 0.5), between(b, d, 0.5)];
  if (distance(...middles) > 0.2 * one) return undefined;
  if (drawn(mask, a, c) < DRAWN || drawn(mask, b, d) < DRAWN) return undefined;
  const hasMore = quad.some((corner, at) => {
    const next = quad[(at + 1) % 4] as Point;
    return drawn(mask, corner, next, 0) > BARE || drawn(mask, between(corner, next, 0.5), middles[0], 0) > 0.8;
  });
  if (hasMore) return undefined; // a box with its diagonals, a star
  const across = (one + other) / 2; // from corner to corner of a stroke
  return { at: between(...middles, 0.5), size: Math.sqrt(across ** 2 - (area / (one + other)) ** 2) };
}

/** Two strokes that meet at their ends: the widest angle of the hull's largest triangle, inked along both legs and nowhere else. */
export function cornerMark(hull: readonly Point[], area: number, mask: Gray): MarkPlace | undefined {
  const triangle = largestTriangle(hull);
  if (!triangle) return undefined;
  const sides = triangle.map((_, at) => distance(triangle[(at + 1) % 3] as Point, triangle[(at + 2) % 3] as Point));
  const widest = sides.indexOf(Math.max(...sides));
  const [at, one, other] = [0, 1, 2].map((step) => triangle[(widest + step) % 3] as Point) as [Point, Point, Point];
  const [leg, far] = [distance(at, one), distance(at, other)];
  const cosine = ((one[0] - at[0]) * (other[0] - at[0]) + (one[1] - at[1]) * (other[1] - at[1])) / (leg * far);
  if (Math.min(leg, far) < 0.6 * Math.max(leg, far) || Math.abs(cosine) > 0.35) return undefined;
  const half = area / (leg + far) / 2; // of a stroke's width
  if (legDrawn(mask, at, one, other, half) < DRAWN || legDrawn(mask, at, other, one, half) < DRAWN) return undefined;
  const opposite: Point = [one[0] + other[0] - at[0], one[1] + other[1] - at[1]];
  if (drawn(mask, one, opposite) > BARE || drawn(mask, other, opposite) > BARE) return undefined;
  const hypotenuse = between(one, other, 0.5);
  return drawn(mask, between(at, hypotenuse, 0.7), hypotenuse, 0) > BARE ? undefined : { at, size: (leg + far) / 2 };
}

/** How much of a leg is drawn, in the middle of its stroke; the hull's corner at its end is one of the two that the stroke has there. */
function legDrawn(mask: Gray, at: Point, end: Point, other: Point, half: number): number {
  const inward = half / distance(at, other);
  const moved = ([x, y]: Point, by: number): Point => [x + by * (other[0] - at[0]), y + by * (other[1] - at[1])];
  const start = between(moved(at, inward), end, half / distance(at, end));
  return Math.max(...[-1, 0, 1].map((side) => drawn(mask, start, moved(end, side * inward))));
}

/** The largest triangle of a hull's corners: over every side, the third corner goes on around the hull as long as that pays. */
function largestTriangle(hull: readonly Point[]): readonly [Point, Point, Point] | undefined {
  let [best, most] = [undefined as readonly [Point, Point, Point] | undefined, 0];
  for (let a = 0; a < hull.length - 2; a++) {
    let c = a + 2;
    for (let b = a + 1; b < hull.length - 1; b++) {
      const triangle = (third: number) => [hull[a], hull[b], hull[third]] as [Point, Point, Point];
      c = Math.max(c, b + 1);
      while (c + 1 < hull.length && areaOf(triangle(c + 1)) >= areaOf(triangle(c))) c++;
      const area = areaOf(triangle(c));
      if (area > most) [best, most] = [triangle(c), area];
    }
  }
  return best;
}

/** Points along a hull, evenly. */
function alongHull(hull: readonly Point[]): Point[] {
  const lengths = hull.map((point, at) => distance(point, hull[(at + 1) % hull.length] as Point));
  const step = lengths.reduce((sum, length) => sum + length, 0) / AROUND;
  const points: Point[] = [];
  let left = 0; // until the next point
  for (const [at, length] of lengths.entries()) {
    for (; left < length; left += step) points.push(between(hull[at] as Point, hull[(at + 1) % hull.length] as Point, left / length));
    left -= length;
  }
  return points;
}

const AROUND = 48;

/** The center of gravity of a polygon. */
function middleOf(hull: readonly Point[]): Point {
  let [x, y, double] = [0, 0, 0];
  for (const [at, [ax, ay]] of hull.entries()) {
    const [bx, by] = hull[(at + 1) % hull.length] as Point;
    const cross = ax * by - bx * ay;
    [x, y, double] = [x + (ax + bx) * cross, y + (ay + by) * cross, double + cross];
  }
  return [x / (3 * double), y / (3 * double)];
}

/** How far ink goes on from about a point of the rim toward the middle, in pixels. */
function inkFrom(mask: Gray, point: Point, middle: Point): number {
  const length = distance(point, middle);
  let inked = 0;
  for (let step = 0.5; step < length; step++) {
    if (isInk(mask, between(point, middle, step / length), 0)) inked = step + 0.5;
    else if (step > 2) break;
  }
  return inked;
}

/** The share of the points from one to the other with ink within so many pixels. */
function drawn(mask: Gray, from: Point, to: Point, reach = 1): number {
  const count = Math.max(4, Math.ceil(distance(from, to)));
  let inked = 0;
  for (let step = 0; step <= count; step++) if (isInk(mask, between(from, to, step / count), reach)) inked++;
  return inked / (count + 1);
}

/** Whether there is ink within so many pixels. */
function isInk({ pixels, height, width }: Gray, [x, y]: Point, reach: number): boolean {
  const [column, row] = [Math.floor(x), Math.floor(y)];
  for (let r = Math.max(row - reach, 0); r <= Math.min(row + reach, height - 1); r++) {
    for (let c = Math.max(column - reach, 0); c <= Math.min(column + reach, width - 1); c++) {
      if (pixels[r * width + c] !== 0) return true;
    }
  }
  return false;
}

function between([ax, ay]: Point, [bx, by]: Point, share: number): Point {
  return [ax + (bx - ax) * share, ay + (by - ay) * share];
}
