import type { Size } from "./size.js";
import { apply, type Point, type Transform } from "./transform.js";

/** A rectangle of pixels: from `left` and `top`, up to `right` and `bottom`, which it does not include. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The box of a whole picture. */
export function frameOf({ height, width }: Size): Box {
  return { left: 0, top: 0, right: width, bottom: height };
}

/** The smallest box around boxes. */
export function around(boxes: readonly Box[]): Box {
  return {
    left: boxes.reduce((least, { left }) => Math.min(least, left), Number.POSITIVE_INFINITY),
    top: boxes.reduce((least, { top }) => Math.min(least, top), Number.POSITIVE_INFINITY),
    right: boxes.reduce((most, { right }) => Math.max(most, right), Number.NEGATIVE_INFINITY),
    bottom: boxes.reduce((most, { bottom }) => Math.max(most, bottom), Number.NEGATIVE_INFINITY),
  };
}

/** The smallest box around points. */
export function aroundPoints(points: readonly Point[]): Box {
  return around(points.map(([x, y]) => ({ left: x, top: y, right: x, bottom: y })));
}

/** The smallest box of whole pixels around where a map takes a box. */
export function boxUnder(map: Transform, box: Box): Box {
  return roundedOut(aroundPoints(cornersOf(box).map((corner) => apply(map, corner))));
}

/** The smallest box of whole pixels around a box. */
export function roundedOut({ left, top, right, bottom }: Box): Box {
  return { left: Math.floor(left), top: Math.floor(top), right: Math.ceil(right), bottom: Math.ceil(bottom) };
}

/** Clockwise from the upper left one. */
export function cornersOf({ left, top, right, bottom }: Box): readonly [Point, Point, Point, Point] {
  return [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ];
}

export function centerOf({ left, top, right, bottom }: Box): Point {
  return [(left + right) / 2, (top + bottom) / 2];
}

export function boxArea({ left, top, right, bottom }: Box): number {
  return (right - left) * (bottom - top);
}

/** A box with so much more on every side, or less where that is negative. */
export function grown({ left, top, right, bottom }: Box, by: number): Box {
  return { left: left - by, top: top - by, right: right + by, bottom: bottom + by };
}

/** How far two boxes stand above each other, from side to side; where they do not, the gap between them, negative. */
export function sharedWidth(one: Box, other: Box): number {
  return Math.min(one.right, other.right) - Math.max(one.left, other.left);
}

/** How far two boxes stand beside each other, from top to bottom; where they do not, the gap between them, negative. */
export function sharedHeight(one: Box, other: Box): number {
  return Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
}

/** What two boxes have in common; of no width or height where that is nothing. */
export function intersection(one: Box, other: Box): Box {
  const [left, top] = [Math.max(one.left, other.left), Math.max(one.top, other.top)];
  return { left, top, right: Math.max(left, Math.min(one.right, other.right)), bottom: Math.max(top, Math.min(one.bottom, other.bottom)) };
}

/** Whether two boxes have more in common than an edge. */
export function overlap(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

export function sharedArea(one: Box, other: Box): number {
  return boxArea(intersection(one, other));
}

/** The share of a box that another one covers, 0..1. */
export function coveredShare(box: Box, other: Box): number {
  return sharedArea(box, other) / boxArea(box);
}

/** Whether a point lies in a box: on its left or upper edge it does, on the others it does not. */
export function holdsPoint({ left, top, right, bottom }: Box, [x, y]: Point): boolean {
  return x >= left && x < right && y >= top && y < bottom;
}

/** Whether all of another box lies in a box. */
export function holdsBox(box: Box, { left, top, right, bottom }: Box): boolean {
  return left >= box.left && top >= box.top && right <= box.right && bottom <= box.bottom;
}
