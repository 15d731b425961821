/**
 * A projective map of the plane, nine numbers row by row: (x, y) goes to ((a x + b y + c) / (g x + h y + i), (d x + e y + f) / (g x + h y + i)).
 * The pixel in row r and column c covers the square from (c, r) to (c + 1, r + 1).
 */
export type Transform = readonly [a: number, b: number, c: number, d: number, e: number, f: number, g: number, h: number, i: number];

export type Point = readonly [x: number, y: number];

export function distance([ax, ay]: Point, [bx, by]: Point): number {
  return Math.hypot(ax - bx, ay - by);
}

/** Leaves every point where it is. */
export const identity: Transform = [1, 0, 0, 0, 1, 0, 0, 0, 1];

/** Where a point goes. */
export function apply([a, b, c, d, e, f, g, h, i]: Transform, [x, y]: Point): Point {
  const w = g * x + h * y + i;
  return [(a * x + b * y + c) / w, (d * x + e * y + f) / w];
}

/** How many times longer lengths become about a point: the root of the area that a square of side 1 takes. */
export function scaleAt(map: Transform, [x, y]: Point): number {
  const [at, right, down] = [apply(map, [x, y]), apply(map, [x + 1, y]), apply(map, [x, y + 1])];
  return Math.sqrt(Math.abs((right[0] - at[0]) * (down[1] - at[1]) - (right[1] - at[1]) * (down[0] - at[0])));
}

/** First `first`, then `then`. */
export function chained(first: Transform, then: Transform): Transform {
  const [a, b, c, d, e, f, g, h, i] = first;
  const row = (p: number, q: number, r: number) => [p * a + q * d + r * g, p * b + q * e + r * h, p * c + q * f + r * i] as const;
  const [p, q, r, s, t, u, v, w, x] = then;
  return [...row(p, q, r), ...row(s, t, u), ...row(v, w, x)];
}

/** The way back; numbers that are not finite when there is none. */
export function inverse([a, b, c, d, e, f, g, h, i]: Transform): Transform {
  const [A, B, C] = [e * i - f * h, f * g - d * i, d * h - e * g];
  const determinant = a * A + b * B + c * C;
  const adjugate = [A, c * h - b * i, b * f - c * e, B, a * i - c * g, c * d - a * f, C, b * g - a * h, a * e - b * d] as const;
  return adjugate.map((part) => part / determinant) as unknown as Transform;
}

/** Enlarges by `scale` about the origin, then shifts. */
export function scaledAndShifted(scale: number, [x, y]: Point): Transform {
  return [scale, 0, x, 0, scale, y, 0, 0, 1];
}
