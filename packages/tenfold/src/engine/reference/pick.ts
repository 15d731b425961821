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
export function pickWarped(
  pixels: Uint8Array,
  indices: readonly number[],
  maps: Numbers,
  sizes: PictureSizes,
  displaced: (image: number, y: number, x: number) => readonly [number, number] = () => [0, 0],
): Float64Array {
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
    const [down, across] = displaced(image, y, x);
    warped[at] = between(pixel, m(0) * y + m(1) * x + m(2) + down, m(3) * y + m(4) * x + m(5) + across);
  }
  return warped;
}

/** How far down and across the spline over knots `[n, 2, rows, columns]` moves a pixel of an image. */
export function displacement(knots: Numbers, rows: number, columns: number, { height, width }: PictureSizes) {
  return (image: number, y: number, x: number): readonly [number, number] => {
    const v = height > 1 ? (y * (rows - 3)) / (height - 1) : 0;
    const u = width > 1 ? (x * (columns - 3)) / (width - 1) : 0;
    const sum = (axis: number) => {
      let total = 0;
      for (let i = 0; i < rows; i++) {
        for (let j = 0; j < columns; j++) {
          total += cubicSpline(v + 1 - i) * cubicSpline(u + 1 - j) * (knots[((image * 2 + axis) * rows + i) * columns + j] as number);
        }
      }
      return total;
    };
    return [sum(0), sum(1)];
  };
}

/** The uniform cubic B-spline around 0, not zero between -2 and 2. */
function cubicSpline(at: number): number {
  const distance = Math.abs(at);
  if (distance >= 2) return 0;
  return distance >= 1 ? (2 - distance) ** 3 / 6 : (4 - 6 * distance ** 2 + 3 * distance ** 3) / 6;
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
