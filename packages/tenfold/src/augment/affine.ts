import { UsageError } from "../errors.js";
import type { Augmentation } from "./augmentation.js";

export interface AffineOptions {
  /** Turned by up to this many degrees either way. */
  readonly rotateDegrees?: number | undefined;
  /** Shifted by up to this share of the height and, drawn apart, of the width. */
  readonly shift?: number | undefined;
  /** Height and width are scaled apart, each by a factor from 1 - zoom to 1 + zoom. */
  readonly zoom?: number | undefined;
}

/**
 * Rotation, shift and zoom with the ranges of Keras's ImageDataGenerator (rotation_range, width_shift_range and
 * height_shift_range, zoom_range), each drawn uniformly, in one bilinear warp about the center of the image; beyond the edge
 * the nearest pixel counts.
 *
 * @throws UsageError when a range is negative, or zoom or shift not below 1
 */
export function affine({ rotateDegrees = 0, shift = 0, zoom = 0 }: AffineOptions = {}): Augmentation {
  if (!(rotateDegrees >= 0 && rotateDegrees <= 180 && shift >= 0 && shift < 1 && zoom >= 0 && zoom < 1)) {
    throw new UsageError(
      `affine({ rotateDegrees: ${rotateDegrees}, shift: ${shift}, zoom: ${zoom} }): degrees are 0 to 180, shift and zoom at least 0 and less than 1`,
    );
  }
  return {
    kind: "affine",
    config: { rotateDegrees, shift, zoom },
    draw(rng, height, width, map) {
      const between = (limit: number) => (2 * rng.uniform() - 1) * limit;
      const angle = (between(rotateDegrees) * Math.PI) / 180;
      const down = between(shift) * height;
      const across = between(shift) * width;
      const tall = 1 + between(zoom);
      const wide = 1 + between(zoom);
      // rotation · shift · zoom, about the center: Keras's order, from output to input coordinates.
      const cos = Math.cos(angle);
      const sin = Math.sin(angle);
      const centerY = (height - 1) / 2;
      const centerX = (width - 1) / 2;
      const m0 = cos * tall;
      const m1 = -sin * wide;
      const m3 = sin * tall;
      const m4 = cos * wide;
      map[0] = m0;
      map[1] = m1;
      map[2] = cos * down - sin * across + centerY - m0 * centerY - m1 * centerX;
      map[3] = m3;
      map[4] = m4;
      map[5] = sin * down + cos * across + centerX - m3 * centerY - m4 * centerX;
    },
  };
}
