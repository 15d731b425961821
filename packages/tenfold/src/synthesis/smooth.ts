/** Through the middles of the lines between corners, in quadratic arcs. */
export function smooth(corners: readonly (readonly [number, number])[]): number[] {
  const points: number[] = [];
  for (let at = 1; at + 1 < corners.length; at++) {
    const [before, corner, after] = [corners[at - 1], corners[at], corners[at + 1]] as [number, number][];
    if (!before || !corner || !after) continue;
    for (let step = 0; step <= 6; step++) {
      const t = step / 6;
      const on = (axis: 0 | 1) => {
        const [from, to] = [(before[axis] + corner[axis]) / 2, (corner[axis] + after[axis]) / 2];
        return (1 - t) ** 2 * from + 2 * t * (1 - t) * corner[axis] + t * t * to;
      };
      points.push(on(0), on(1));
    }
  }
  return points;
}
