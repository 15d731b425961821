import type { Size } from "../geometry/size.js";

/** Four numbers of a linear map: output (y, x), counted from the center, shows the input at (a y + b x, c y + d x). */
export type Linear = readonly [a: number, b: number, c: number, d: number];

/**
 * Redraws a picture `[height, width]` through a linear map about its center and a shift: the output shows at its center the input
 * `down` and `across` pixels beyond its center. Bilinear between pixels; beyond the edges lies paper.
 */
export function warp(
  source: Uint8Array,
  target: Uint8ClampedArray,
  { height, width }: Size,
  [a, b, c, d]: Linear,
  { down = 0, across = 0 } = {},
): void {
  const centerY = (height - 1) / 2;
  const centerX = (width - 1) / 2;
  const at = (row: number, column: number) =>
    row < 0 || row >= height || column < 0 || column >= width ? 0 : (source[row * width + column] as number);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const y = a * (row - centerY) + b * (column - centerX) + centerY + down;
      const x = c * (row - centerY) + d * (column - centerX) + centerX + across;
      const top = Math.floor(y);
      const left = Math.floor(x);
      const low = y - top;
      const right = x - left;
      const upper = at(top, left) * (1 - right) + at(top, left + 1) * right;
      const lower = at(top + 1, left) * (1 - right) + at(top + 1, left + 1) * right;
      target[row * width + column] = upper * (1 - low) + lower * low;
    }
  }
}
