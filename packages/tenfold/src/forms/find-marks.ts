import type { Component } from "../image/connected-components.js";
import type { Gray } from "../image/picture.js";
import { areaOf, convexHull, largestQuad } from "../image/quad.js";
import type { Point } from "../image/transform.js";
import { endsOf } from "./find-boxes.js";
import type { MarkKind } from "./template.js";

/** Ink with the shape of a mark. */
export interface SeenMark {
  /** "square" for discs, too: a few pixels do not tell one from the other. */
  readonly shape: MarkShape;
  readonly at: Point;
  /** Its width, in pixels. */
  readonly size: number;
}

export type MarkShape = Exclude<MarkKind, "disc">;

export function shapeOf(kind: MarkKind): MarkShape {
  return kind === "disc" ? "square" : kind;
}

export interface FindMarksOptions {
  readonly shapes: readonly MarkShape[];
  /** Widths to look for, in pixels. */
  readonly least: number;
  readonly most: number;
}

/** A square or disc fills its hull by this share at least, and an angle or cross by this share at most. */
const SOLID = 0.85;
const OPEN = 0.8;
/** Of a square 4 pi area / perimeter^2 is 0.79, of a disc 1; seen at an angle it is less. */
const ROUND = 0.6;
/** The share of the points along strokes that must be ink. */
const DRAWN = 0.85;

/** Parts of the ink that look like registration marks, turned as may be. */
export function findMarks(components: readonly Component[], mask: Gray, { shapes, least, most }: FindMarksOptions): SeenMark[] {
  return components.flatMap((component): SeenMark[] => {
    const { left, top, right, bottom } = component;
    const [width, height] = [right - left, bottom - top];
    if (Math.max(width, height) > 1.5 * most || Math.max(width, height) < Math.max(least, 5)) return [];
    if (left === 0 || top === 0 || right === mask.width || bottom === mask.height) return []; // cut off, maybe
    if (Math.min(width, height) < 0.4 * Math.max(width, height)) return [];
    const hull = convexHull(endsOf(component.runs));
    const fill = component.area / areaOf(hull);
    if (fill >= SOLID) return shapes.includes("square") ? (solid(component, hull) ?? []) : [];
    if (fill > OPEN) return [];
    const cross = shapes.includes("cross") && crossIn(hull, mask);
    if (cross) return [cross];
    const corner = shapes.includes("corner") && cornerIn(hull, mask);
    return corner ? [corner] : [];
  });
}

function solid({ runs, area }: Component, hull: readonly Point[]): SeenMark[] | undefined {
  const perimeter = hull.reduce((sum, point, at) => sum + distance(point, hull[(at + 1) % hull.length] as Point), 0);
  if ((4 * Math.PI * areaOf(hull)) / perimeter ** 2 < ROUND) return undefined;
  let [x, y] = [0, 0];
  for (let at = 0; at < runs.length; at += 3) {
    const [row = 0, from = 0, to = 0] = [runs[at], runs[at + 1], runs[at + 2]];
    x += ((from + to) / 2) * (to - from);
    y += (row + 0.5) * (to - from);
  }
  return [{ shape: "square", at: [x / area, y / area], size: Math.sqrt(area) }];
}

/** Two strokes that halve each other: the ends of the strokes are the corners of the hull's largest quadrilateral. */
function crossIn(hull: readonly Point[], mask: Gray): SeenMark | undefined {
  const quad = largestQuad(hull);
  if (!quad) return undefined;
  const [a, b, c, d] = quad;
  const [one, other] = [distance(a, c), distance(b, d)];
  if (Math.min(one, other) < 0.6 * Math.max(one, other)) return undefined;
  const middles: [Point, Point] = [between(a, c, 0.5), between(b, d, 0.5)];
  if (distance(...middles) > 0.2 * one) return undefined;
  if (drawn(mask, a, c) < DRAWN || drawn(mask, b, d) < DRAWN) return undefined;
  const empty = quad.every((corner, at) => drawn(mask, between(corner, quad[(at + 1) % 4] as Point, 0.5), middles[0]) < 0.8);
  return empty ? { shape: "cross", at: between(...middles, 0.5), size: (one + other) / 2 } : undefined;
}

/** Two strokes that meet at their ends: the widest angle of the hull's largest triangle, inked along both legs. */
function cornerIn(hull: readonly Point[], mask: Gray): SeenMark | undefined {
  const triangle = largestTriangle(hull);
  if (!triangle) return undefined;
  const sides = triangle.map((_, at) => distance(triangle[(at + 1) % 3] as Point, triangle[(at + 2) % 3] as Point));
  const widest = sides.indexOf(Math.max(...sides));
  const [at, one, other] = [0, 1, 2].map((step) => triangle[(widest + step) % 3] as Point) as [Point, Point, Point];
  const [leg, far] = [distance(at, one), distance(at, other)];
  const cosine = ((one[0] - at[0]) * (other[0] - at[0]) + (one[1] - at[1]) * (other[1] - at[1])) / (leg * far);
  if (Math.min(leg, far) < 0.6 * Math.max(leg, far) || Math.abs(cosine) > 0.35) return undefined;
  const inward = (point: Point): Point => between(point, between(one, other, 0.5), 0.06);
  if (drawn(mask, inward(at), inward(one)) < DRAWN || drawn(mask, inward(at), inward(other)) < DRAWN) return undefined;
  if (drawn(mask, between(at, between(one, other, 0.5), 0.7), between(one, other, 0.5)) > 0.5) return undefined;
  return { shape: "corner", at, size: (leg + far) / 2 };
}

function largestTriangle(hull: readonly Point[]): readonly [Point, Point, Point] | undefined {
  const corners = hull.length > 40 ? hull.filter((_, at) => at % Math.ceil(hull.length / 40) === 0) : hull;
  let [best, most] = [undefined as readonly [Point, Point, Point] | undefined, 0];
  for (const [a, first] of corners.entries()) {
    for (let b = a + 1; b < corners.length; b++) {
      for (let c = b + 1; c < corners.length; c++) {
        const area = areaOf([first, corners[b] as Point, corners[c] as Point]);
        if (area > most) [best, most] = [[first, corners[b] as Point, corners[c] as Point], area];
      }
    }
  }
  return best;
}

/** The share of the points from one to the other with ink at most a pixel away. */
function drawn({ pixels, height, width }: Gray, from: Point, to: Point): number {
  const count = Math.max(4, Math.ceil(distance(from, to)));
  let inked = 0;
  for (let step = 0; step <= count; step++) {
    const [x, y] = between(from, to, step / count);
    const [column, row] = [Math.floor(x), Math.floor(y)];
    let isInk = false;
    for (let near = 0; near < 9 && !isInk; near++) {
      const [c, r] = [column + (near % 3) - 1, row + Math.floor(near / 3) - 1];
      isInk = c >= 0 && r >= 0 && c < width && r < height && pixels[r * width + c] !== 0;
    }
    if (isInk) inked++;
  }
  return inked / (count + 1);
}

function between([ax, ay]: Point, [bx, by]: Point, share: number): Point {
  return [ax + (bx - ax) * share, ay + (by - ay) * share];
}

function distance([ax, ay]: Point, [bx, by]: Point): number {
  return Math.hypot(ax - bx, ay - by);
}
