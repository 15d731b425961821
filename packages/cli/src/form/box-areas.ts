import type { Point } from "tenfold";
import type { Box } from "tenfold/image";

/** The smallest upright box that holds all points. */
export function aroundPoints(points: readonly Point[]): Box {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
}

/** A box with so much more on every side. */
export function grown({ left, top, right, bottom }: Box, by: number): Box {
  return { left: left - by, top: top - by, right: right + by, bottom: bottom + by };
}

/** A box with so much more to the left and to the right. */
export function wider(box: Box, by: number): Box {
  return { ...box, left: box.left - by, right: box.right + by };
}

/** What two boxes have in common; empty where that is nothing. */
export function shared(one: Box, other: Box): Box {
  const [left, top] = [Math.max(one.left, other.left), Math.max(one.top, other.top)];
  return { left, top, right: Math.max(left, Math.min(one.right, other.right)), bottom: Math.max(top, Math.min(one.bottom, other.bottom)) };
}

export function overlap(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

/** How much of a box others cover, counted once each. */
export function coveredBy(others: readonly Box[], box: Box): number {
  return others.reduce((sum, other) => sum + covered(box, other), 0);
}

/** The share of a box that another one covers. */
export function covered(box: Box, other: Box): number {
  return areaOf(shared(box, other)) / areaOf(box);
}

export function areaOf({ left, top, right, bottom }: Box): number {
  return (right - left) * (bottom - top);
}
