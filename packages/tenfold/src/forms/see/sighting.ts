import type { Point } from "../../image/geometry/transform.js";

/** A place on a form and where along a direction it was found in the picture: one equation of the registration. */
export interface Sighting {
  /** On the form. */
  readonly of: Point;
  /** In the picture. */
  readonly at: Point;
  /** The direction across which the place is known, of length 1: a line tells nothing along itself. */
  readonly normal: Point;
  readonly weight: number;
}

/** A place that is known in both directions. */
export function pointSightings(of: Point, at: Point, weight: number): Sighting[] {
  return [
    { of, at, normal: [1, 0], weight },
    { of, at, normal: [0, 1], weight },
  ];
}
