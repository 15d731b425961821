import type { Numbers } from "./numbers.js";

export interface PictureSizes {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** x `[n, height, width, channels]` = the bytes of the images at `indices`, divided by 255. */
export function pick(pixels: Uint8Array, indices: readonly number[], { height, width, channels }: PictureSizes): Float64Array {
  const size = height * width * channels;
  return Float64Array.from(indices.flatMap((index) => Array.from(pixels.subarray(index * size, (index + 1) * size), (byte) => byte / 255)));
}

/**
 * The same pulled through one affine map an image, maps `[n, 6]`: output row y and column x show the input at
 * (m0 y + m1 x + m2, m3 y + m4 x + m5), interpolated between the four pixels around, the edge's pixels continued beyond it.
 */
export function pickWarped(pixels: Uint8Array, indices: readonly number[], maps: Numbers, sizes: PictureSizes): Float64Array {
  const { height, width, channels } = sizes;
  const straight = pick(pixels, indices, sizes);
  const warped = new Float64Array(straight.length);
  for (let at = 0; at < warped.length; at++) {
    const channel = at % channels;
    const x = Math.floor(at / channels) % width;
    const y = Math.floor(at / channels / width) % height;
    const image = Math.floor(at / channels / width / height);
    const m = (k: number) => maps[image * 6 + k] as number;
    const pixel = (row: number, column: number) =>
      straight[((image * height + inside(row, height)) * width + inside(column, width)) * channels + channel] as number;
    warped[at] = between(pixel, m(0) * y + m(1) * x + m(2), m(3) * y + m(4) * x + m(5));
  }
  return warped;
}

/** Bilinear interpolation at a place between pixels. */
function between(pixel: (row: number, column: number) => number, row: number, column: number): number {
  const [top, left] = [Math.floor(row), Math.floor(column)];
  const [down, across] = [row - top, column - left];
  const upper = pixel(top, left) * (1 - across) + pixel(top, left + 1) * across;
  const lower = pixel(top + 1, left) * (1 - across) + pixel(top + 1, left + 1) * across;
  return upper * (1 - down) + lower * down;
}

/** The nearest row or column that exists. */
function inside(at: number, sides: number): number {
  return Math.min(Math.max(at, 0), sides - 1);
}
