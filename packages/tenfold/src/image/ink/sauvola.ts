// Binarization by a threshold of each pixel's own, from its surroundings: Sauvola's method.

import type { Gray } from "../basics/picture.js";
import { eachBox } from "./box-means.js";

export interface SauvolaOptions {
  /** Half the side of the square that a pixel is compared with; about the height of the digits. */
  readonly radius: number;
  /** How far below the mean a pixel must lie where the surroundings are even: 0 to 1, more finds less ink. */
  readonly k?: number | undefined;
}

/**
 * The ink of a picture of light paper, pixel by pixel: 1 where the shade is at most `m (1 + k (s / 128 - 1))`, with the mean `m` and
 * standard deviation `s` of the surroundings, and 0 elsewhere.
 *
 * Source: Sauvola, Pietikäinen, "Adaptive document image binarization", Pattern Recognition 33, 2000
 *
 * @param gray light 255
 */
export function sauvola(gray: Gray, { radius, k = 0.2 }: SauvolaOptions): Gray {
  const { pixels, height, width } = gray;
  const mask = new Uint8Array(pixels.length);
  eachBox(gray, radius, (at, count, sum, squares) => {
    const m = sum / count;
    const s = Math.sqrt(Math.max(squares / count - m * m, 0));
    if ((pixels[at] as number) <= m * (1 + k * (s / 128 - 1))) mask[at] = 1;
  });
  return { pixels: mask, height, width };
}
