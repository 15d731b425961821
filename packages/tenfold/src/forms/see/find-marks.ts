import type { Gray } from "../../image/basics/picture.js";
import { areaOf, convexHull, largestQuad } from "../../image/geometry/quad.js";
import type { Point } from "../../image/geometry/transform.js";
import type { Component } from "../../image/ink/connected-components.js";
import type { MarkKind } from "../template/template.js";
import { endsOf } from "./find-boxes.js";
import { cornerMark, crossMark, ringMark } from "./stroked-marks.js";

/** Ink with the shape of a fiducial mark. */
export interface SeenMark {
  readonly kind: MarkKind;
  readonly at: Point;
  /** Its width, in pixels. */
  readonly size: number;
  /** Whether nothing but specks is printed around it. */
  readonly isAlone: boolean;
}

/** Around a mark is so much white, in millimeters; letters stand closer to each other. */
export const WHITE = 1;

/** What a mark of one kind may be taken for: few pixels do not tell a disc from a square. */
export function isLike(one: MarkKind, other: MarkKind): boolean {
  return shapeOf(one) === shapeOf(other);
}

function shapeOf(kind: MarkKind): MarkKind {
  return kind === "disc" ? "square" : kind;
}

/** How many marks seen are tried as one of a form. */
const TRIED = 60;

/** Marks that may be one of this kind; those that stand alone first, and the larger ones first: letters are neither. */
export function likelyMarks(wanted: MarkKind, marks: readonly SeenMark[]): SeenMark[] {
  const likelier = (one: SeenMark, other: SeenMark) => Number(other.isAlone) - Number(one.isAlone) || other.size - one.size;
  return marks
    .filter(({ kind }) => isLike(kind, wanted))
    .sort(likelier)
    .slice(0, TRIED);
}

export interface FindMarksOptions {
  readonly kinds: readonly MarkKind[];
  /** Widths to look for, in pixels. */
  readonly least: number;
  readonly most: number;
  /** How far around a mark that stands alone nothing else is, in pixels. */
  readonly white: number;
}

/** A square or disc fills its hull by this share at least, and a mark of strokes by this share at most. */
const SOLID = 0.85;
const OPEN = 0.8;
/** Of a square 4 pi area / perimeter^2 is 0.79, of a disc 1; seen at an angle it is less. */
const ROUND = 0.6;
/** The largest quadrilateral within a square is all of it, within a disc 2 / pi; the same seen at an angle. */
const ANGULAR = (1 + 2 / Math.PI) / 2;

/** Connected components that look like fiducial marks of these kinds, or what may be taken for them, turned as may be. */
export function findMarks(components: readonly Component[], mask: Gray, { kinds, least, most, white }: FindMarksOptions): SeenMark[] {
  const marks = components.flatMap((component) => {
    const { left, top, right, bottom } = component;
    const [width, height] = [right - left, bottom - top];
    if (Math.max(width, height) > 1.5 * most || Math.max(width, height) < Math.max(least, 5)) return [];
    if (left === 0 || top === 0 || right === mask.width || bottom === mask.height) return []; // cut off, maybe
    if (Math.min(width, height) < 0.4 * Math.max(width, height)) return [];
    const mark = markIn(component, mask);
    return mark ? { ...mark, isAlone: isAlone(component, mask, white) } : [];
  });
  return marks.filter(({ kind }) => kinds.some((wanted) => isLike(wanted, kind)));
}

type Shape = Omit<SeenMark, "isAlone">;

function markIn(component: Component, mask: Gray): Shape | undefined {
  const hull = convexHull(endsOf(component.runs));
  const { area } = component;
  const fill = area / areaOf(hull);
  const isAngular = areaOf(largestQuad(hull) ?? []) >= ANGULAR * areaOf(hull);
  if (fill >= SOLID) return solidMark(component, hull, isAngular);
  const ring = isAngular ? undefined : ringMark(hull, area, mask);
  if (ring) return { kind: "ring", ...ring };
  if (fill > OPEN) return undefined;
  const cross = crossMark(hull, area, mask);
  if (cross) return { kind: "cross", ...cross };
  const corner = cornerMark(hull, area, mask);
  return corner && { kind: "corner", ...corner };
}

function solidMark({ runs, area }: Component, hull: readonly Point[], isAngular: boolean): Shape | undefined {
  const perimeter = hull.reduce((sum, [x, y], at) => {
    const [nextX, nextY] = hull[(at + 1) % hull.length] as Point;
    return sum + Math.hypot(nextX - x, nextY - y);
  }, 0);
  if ((4 * Math.PI * areaOf(hull)) / perimeter ** 2 < ROUND) return undefined;
  let [x, y] = [0, 0];
  for (let at = 0; at < runs.length; at += 3) {
    const [row = 0, from = 0, to = 0] = [runs[at], runs[at + 1], runs[at + 2]];
    x += ((from + to) / 2) * (to - from);
    y += (row + 0.5) * (to - from);
  }
  const at: Point = [x / area, y / area];
  if (isAngular) return { kind: "square", at, size: Math.sqrt(area) };
  return { kind: "disc", at, size: 2 * Math.sqrt(area / Math.PI) };
}

function isAlone({ left, top, right, bottom }: Component, { pixels, height, width }: Gray, white: number): boolean {
  const margin = Math.round(white);
  let ink = 0;
  for (let row = Math.max(top - margin, 0); row < Math.min(bottom + margin, height); row++) {
    for (let column = Math.max(left - margin, 0); column < Math.min(right + margin, width); column++) {
      const isOwn = row >= top && row < bottom && column >= left && column < right;
      if (!isOwn && pixels[row * width + column] !== 0) ink++;
    }
  }
  return ink <= 0.1 * white * white;
}
