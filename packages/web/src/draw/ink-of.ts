import type { PointGroup } from "signature_pad";

/** A pad's strokes as readers take them, x, y, x, y, … each: copied, as the pad's own list changes while somebody draws. */
export function inkOf(groups: readonly PointGroup[]): number[][] {
  return groups.map((group) => (endsTwice(group) ? group.points.slice(0, -1) : group.points).flatMap(({ x, y }) => [x, y]));
}

/**
 * Strokes that the pad draws to their ends: of three points and more it draws the curve as far as the last but one, so the last one stands there twice. Of a
 * quick stroke of few points a quarter would be missing.
 */
export function drawnToTheEnd(groups: readonly PointGroup[]): PointGroup[] {
  return groups.map((group) => {
    const last = group.points.at(-1);
    return group.points.length < 3 || !last || endsTwice(group) ? group : { ...group, points: [...group.points, { ...last }] };
  });
}

function endsTwice({ points }: PointGroup): boolean {
  const [before, last] = points.slice(-2);
  return before !== undefined && last !== undefined && before.x === last.x && before.y === last.y;
}
