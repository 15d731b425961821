import type { Rng } from "../engine/rng.js";

/** Changes training images at random, another way each time they are seen. */
export interface Augmentation {
  readonly kind: string;
  readonly config: Readonly<Record<string, number>>;
  /** What happens to a picture beyond its being moved; absent: nothing. */
  readonly wear?: Wear;
  /**
   * Draws one affine map: output row y and column x show the input at (m0 y + m1 x + m2, m3 y + m4 x + m5). Writes the six
   * numbers to `map`.
   */
  draw(rng: Rng, height: number, width: number, map: Float32Array): void;
  /** Where pixels move each on its own way, too; absent for a map alone. */
  readonly field?: DisplacementField;
}

/** Random displacements of pixels, as the knots of a cubic B-spline over the image. */
export interface DisplacementField {
  /** Rows and columns of knots for an image, four or more of each. */
  knots(height: number, width: number): readonly [rows: number, columns: number];
  /** Draws one image's knots `[2, rows, columns]`: how many pixels further down, then further across, its input is looked at. */
  draw(rng: Rng, knots: Float32Array): void;
}

/** Spoils pictures as paper, pens and cameras do. */
export interface Wear {
  /** The share of the pictures that are spoiled, 0 to 1. */
  readonly share: number;
  /** @param pixels bytes of a gray picture of 28 x 28, ink 255 */
  spoil(rng: Rng, pixels: Uint8Array): Uint8Array;
}
