import type { Gray } from "./picture.js";

/**
 * A picture made smaller by a whole factor, each pixel the mean of `factor * factor`. The last rows and columns that make no whole
 * pixel are left out, unless nothing would remain.
 */
export function shrink(gray: Gray, factor: number): Gray {
  const { pixels, height, width } = gray;
  const by = Math.min(factor, height, width);
  if (by <= 1) return gray;
  const to = { height: Math.floor(height / by), width: Math.floor(width / by) };
  const small = new Uint8Array(to.height * to.width);
  const sums = new Uint32Array(to.width);
  const half = (by * by) >> 1;
  for (let row = 0; row < to.height; row++) {
    sums.fill(0);
    for (let line = row * by; line < (row + 1) * by; line++) {
      for (let column = 0, from = line * width; column < to.width; column++) {
        let sum = 0;
        for (const until = from + by; from < until; from++) sum += pixels[from] as number;
        sums[column] = (sums[column] as number) + sum;
      }
    }
    for (let column = 0; column < to.width; column++) small[row * to.width + column] = ((sums[column] as number) + half) / (by * by);
  }
  return { pixels: small, ...to };
}
