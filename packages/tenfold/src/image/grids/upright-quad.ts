import type { Gray } from "../basics/picture.js";
import { rectify } from "../basics/rectify.js";
import { homography } from "../geometry/homography.js";
import type { Quad } from "../geometry/quad.js";
import { distance, type Transform } from "../geometry/transform.js";

/** Pixels around what is set upright. */
export const MARGIN = 12;

/** A quadrilateral of a picture set upright, as large as it is there, with `MARGIN` pixels around. */
export interface Upright {
  readonly gray: Gray;
  /** From its pixels to those of the picture. */
  readonly toPicture: Transform;
}

/** @param beyond the shade of what lies outside the picture */
export function uprightQuad(picture: Gray, quad: Quad, beyond = 0): Upright {
  const [topLeft, topRight, bottomRight, bottomLeft] = quad;
  const width = Math.round((distance(topLeft, topRight) + distance(bottomLeft, bottomRight)) / 2);
  const height = Math.round((distance(topLeft, bottomLeft) + distance(topRight, bottomRight)) / 2);
  const [right, bottom] = [MARGIN + width, MARGIN + height];
  const toPicture = homography(
    [
      [MARGIN, MARGIN],
      [right, MARGIN],
      [right, bottom],
      [MARGIN, bottom],
    ],
    quad,
  );
  return { gray: rectify(picture, toPicture, { height: height + 2 * MARGIN, width: width + 2 * MARGIN }, beyond), toPicture };
}
