import { leastSquares } from "../../image/geometry/homography.js";
import { apply, chained, inverse, type Point, scaledAndShifted, type Transform } from "../../image/geometry/transform.js";
import type { Sighting } from "../see/sighting.js";

/** How firmly the map stays as it was where nothing was sighted: its affine part, and its perspective, as shares of all weights. */
const STAYS = { affine: 1e-4, perspective: 2e-3 };

/**
 * A Gauss-Newton step: a homography moved towards sightings so that the squares of their residuals become least, damped (Levenberg, 1944), so
 * that a part of the form without sightings follows the rest, and robust: sightings much farther off than `scale` pixels hardly count (Cauchy's
 * weights).
 *
 * @param map from the form to the picture
 * @param center the middle of the form, and `reach` its half diagonal, in the form's units
 */
export function adjusted(
  map: Transform,
  sightings: readonly Sighting[],
  { center, reach, scale }: { center: Point; reach: number; scale: number },
): Transform {
  if (sightings.length === 0) return map;
  // Over coordinates from about -1 to 1, with the map's last number 1.
  const toUnits = scaledAndShifted(reach, center);
  const raw = chained(toUnits, map);
  const h = raw.map((part) => part / raw[8]) as unknown as Transform;
  const toNorm = inverse(toUnits);
  let total = 0;
  const equations = sightings.map(({ of, at, normal: [nx, ny], weight }) => {
    const [x, y] = apply(toNorm, of);
    const w = h[6] * x + h[7] * y + 1;
    const [u, v] = apply(h, [x, y]);
    const off = nx * (at[0] - u) + ny * (at[1] - v);
    const counts = weight / (1 + (off / scale) ** 2);
    total += counts;
    const root = Math.sqrt(counts) / w;
    const across = nx * u + ny * v;
    return [nx * x, nx * y, nx, ny * x, ny * y, ny, -across * x, -across * y, off * w].map((part) => part * root);
  });
  const size = Math.hypot(h[0], h[1], h[3], h[4]); // pixels that the form is wide, about
  for (let part = 0; part < 8; part++) {
    const firm = part < 6 ? Math.sqrt(STAYS.affine * total) : Math.sqrt(STAYS.perspective * total) * size;
    equations.push(Array.from({ length: 9 }, (_, at) => (at === part ? firm : 0)));
  }
  const step = leastSquares(equations, 8);
  if (!step?.every(Number.isFinite)) return map;
  const moved = h.map((part, at) => part + (step[at] ?? 0)) as unknown as Transform;
  return chained(toNorm, moved);
}

/** The residual of a registration: how far sightings lie from where a map expects them, root mean square, in pixels. */
export function residualOf(sightings: readonly Sighting[], map: Transform): number {
  if (sightings.length === 0) return 0;
  const squares = sightings.reduce((sum, { of, at, normal }) => {
    const [u, v] = apply(map, of);
    return sum + (normal[0] * (at[0] - u) + normal[1] * (at[1] - v)) ** 2;
  }, 0);
  return Math.sqrt(squares / sightings.length);
}
