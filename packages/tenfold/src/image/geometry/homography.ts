// The homography (projective map, perspective) between two planes.

import { InputError, ShapeError } from "../../errors.js";
import { mean } from "../../mean.js";
import { chained, inverse, type Point, scaledAndShifted, type Transform } from "./transform.js";

/**
 * The projective map that takes every point of `from` to its partner in `to`: exactly for four pairs, in the sense of least squares (of the
 * algebraic error) for more. The direct linear transform, over points shifted and scaled to lie about the origin.
 *
 * Source: Hartley, Zisserman, "Multiple View Geometry in Computer Vision", 2nd ed., 2004, section 4.1 and algorithm 4.2
 *
 * @throws ShapeError when there are fewer than four pairs, or not as many points on both sides
 * @throws InputError when the points fix no map, as three on a line do not
 */
export function homography(from: readonly Point[], to: readonly Point[]): Transform {
  if (from.length < 4 || from.length !== to.length) {
    throw new ShapeError(`homography takes four pairs of points or more, got ${from.length} and ${to.length} points`);
  }
  const [near, far] = [conditioning(from), conditioning(to)];
  const equations = from.flatMap((point, at) => {
    const [x, y] = moved(near, point);
    const [u, v] = moved(far, to[at] as Point);
    return [
      [x, y, 1, 0, 0, 0, -u * x, -u * y, u],
      [0, 0, 0, x, y, 1, -v * x, -v * y, v],
    ];
  });
  const h = leastSquares(equations, 8);
  if (!h) throw new InputError("homography: these points fix no perspective; take four corners, no three of them on a line");
  return chained(chained(near, [...h, 1] as unknown as Transform), inverse(far));
}

/** Shifts the points' mean to the origin and scales their mean distance from it to the square root of 2. */
function conditioning(points: readonly Point[]): Transform {
  const x = mean(points.map(([x]) => x));
  const y = mean(points.map(([, y]) => y));
  const distance = mean(points.map(([px, py]) => Math.hypot(px - x, py - y)));
  const scale = Math.SQRT2 / (distance || 1);
  return scaledAndShifted(scale, [-x * scale, -y * scale]);
}

function moved([a, , c, , e, f]: Transform, [x, y]: Point): Point {
  return [a * x + c, e * y + f];
}

/** The unknowns that fit rows of `unknowns` factors and a result best: the normal equations, solved with pivots. */
export function leastSquares(equations: readonly (readonly number[])[], unknowns: number): number[] | undefined {
  const M = Array.from({ length: unknowns }, (_, row) =>
    Array.from({ length: unknowns + 1 }, (_, column) =>
      equations.reduce((sum, eq) => sum + (eq[row] as number) * (eq[column] as number), 0),
    ),
  );
  for (let column = 0; column < unknowns; column++) {
    const rest = M.slice(column).map((row) => Math.abs(row[column] as number));
    const pivot = column + rest.indexOf(Math.max(...rest));
    [M[column], M[pivot]] = [M[pivot] as number[], M[column] as number[]];
    const chosen = M[column] as number[];
    if (!(Math.abs(chosen[column] as number) > 1e-10)) return undefined;
    for (const row of M) {
      if (row === chosen) continue;
      const factor = (row[column] as number) / (chosen[column] as number);
      for (let at = column; at <= unknowns; at++) row[at] = (row[at] as number) - factor * (chosen[at] as number);
    }
  }
  return M.map((row, at) => (row[unknowns] as number) / (row[at] as number));
}
