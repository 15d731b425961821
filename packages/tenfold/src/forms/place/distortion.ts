import { apply, type Point, scaleAt, type Transform } from "../../image/geometry/transform.js";
import type { FormFeatures } from "../template/form-features.js";

/**
 * How distorted a page may be. Seen from 60 degrees aslant it is half as high as it is wide, which is as far down as anybody photographs forms;
 * where printed lines speak for more, they are believed.
 */
export const MOST_DISTORTED = { byMarks: 2.2, byLines: 3.5 };

/**
 * Anisotropy and foreshortening: how many times longer one direction becomes than the one across, at the middle, or how many times larger one
 * part of the page becomes than another, whichever is more. 1 where a page is only turned, scaled and shifted.
 */
export function distortion(map: Transform, { center, reach }: Pick<FormFeatures, "center" | "reach">): number {
  const [at, right, down] = [[0, 0] as const, [1, 0] as const, [0, 1] as const].map(([dx, dy]) =>
    apply(map, [center[0] + dx, center[1] + dy]),
  ) as [Point, Point, Point];
  const [a, b, c, d] = [right[0] - at[0], down[0] - at[0], right[1] - at[1], down[1] - at[1]];
  // Singular values of the map's derivative.
  const [sum, difference] = [Math.hypot(a + d, c - b) / 2, Math.hypot(a - d, c + b) / 2];
  const [most, least] = [sum + difference, Math.abs(sum - difference)];
  const spread = 0.6 * reach;
  const scales = [
    [-spread, -spread],
    [spread, -spread],
    [spread, spread],
    [-spread, spread],
  ].map(([dx = 0, dy = 0]) => scaleAt(map, [center[0] + dx, center[1] + dy]));
  return a * d - b * c > 0 ? Math.max(most / least, Math.max(...scales) / Math.min(...scales)) : Number.POSITIVE_INFINITY;
}
