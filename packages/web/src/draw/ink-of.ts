import type { PointGroup } from "signature_pad";

/** A pad's strokes as readers take them, x, y, x, y, … each: copied, as the pad's own list changes while somebody draws. */
export function inkOf(groups: readonly PointGroup[]): number[][] {
  return groups.map(({ points }) => points.flatMap(({ x, y }) => [x, y]));
}
