import type { Size } from "./gaussian-blur.js";
import type { Box } from "./picture.js";

/** Shades as numbers, row by row. */
export interface Shades extends Size {
  readonly pixels: ArrayLike<number>;
}

/**
 * A part of a picture in another size: made smaller, every pixel is the mean of the area it covers; made larger, it is interpolated by
 * Keys' cubic (a = -1/2). Beyond the edges lies 0.
 *
 * Source: Keys, "Cubic convolution interpolation for digital image processing", IEEE ASSP 29(6), 1981
 *
 * @param box the part to show, its sides whole numbers or fractions
 * @returns `[height, width]`
 */
export function resample(picture: Shades, box: Box, { height, width }: Size): Float32Array {
  const across = taps(picture.width, box.left, box.right, width);
  const down = taps(picture.height, box.top, box.bottom, height);
  const rows = new Float32Array(picture.height * width);
  const first = Math.min(...down.map(({ from }) => from));
  const last = Math.max(...down.map(({ from, weights }) => from + weights.length));
  for (let row = first; row < last; row++) {
    for (let column = 0; column < width; column++) {
      rows[row * width + column] = weighted(picture.pixels, row * picture.width, 1, across[column] as Taps);
    }
  }
  const to = new Float32Array(height * width);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) to[row * width + column] = weighted(rows, column, width, down[row] as Taps);
  }
  return to;
}

/** Which pixels of a line make one pixel, and with what weights. */
interface Taps {
  readonly from: number;
  readonly weights: Float64Array;
}

function taps(length: number, from: number, to: number, count: number): Taps[] {
  const scale = (to - from) / count;
  return Array.from({ length: count }, (_, at) =>
    scale > 1 ? areaTaps(length, from + at * scale, from + (at + 1) * scale) : cubicTaps(length, from + (at + 0.5) * scale - 0.5),
  );
}

function areaTaps(length: number, from: number, to: number): Taps {
  const first = Math.min(Math.max(Math.floor(from), 0), length);
  const behind = Math.max(Math.min(Math.ceil(to), length), first);
  const weights = Float64Array.from({ length: behind - first }, (_, at) => {
    return (Math.min(to, first + at + 1) - Math.max(from, first + at)) / (to - from);
  });
  return { from: first, weights };
}

function cubicTaps(length: number, place: number): Taps {
  const start = Math.floor(place) - 1;
  const first = Math.min(Math.max(start, 0), length);
  const behind = Math.max(Math.min(start + 4, length), first);
  return { from: first, weights: Float64Array.from({ length: behind - first }, (_, at) => keys(Math.abs(first + at - place))) };
}

function keys(x: number): number {
  if (x < 1) return (1.5 * x - 2.5) * x * x + 1;
  return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
}

function weighted(pixels: ArrayLike<number>, start: number, step: number, { from, weights }: Taps): number {
  let sum = 0;
  for (let at = 0; at < weights.length; at++) sum += (weights[at] as number) * (pixels[start + (from + at) * step] as number);
  return sum;
}
