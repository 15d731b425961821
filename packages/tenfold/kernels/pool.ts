import { loadUpTo4, storeUpTo4 } from "./simd";

/** 2x2 max pooling with stride 2; an odd last row or column is left out, as Keras's "valid" padding does. */

/** y [n, height / 2, width / 2, channels] = the largest of each 2x2 of x [n, height, width, channels]. */
export function maxPool(x: usize, y: usize, n: i32, height: i32, width: i32, channels: i32, imagesPerItem: i32, item: i32): void {
  const end = min((item + 1) * imagesPerItem, n);
  const pixel = <usize>(channels << 2);
  const row = <usize>width * pixel;
  let to = y + ((item * imagesPerItem * (height >> 1) * (width >> 1) * channels) << 2);
  for (let image = item * imagesPerItem; image < end; image++) {
    for (let i = 0; i + 1 < height; i += 2) {
      for (let j = 0; j + 1 < width; j += 2, to += pixel) {
        const corner = x + ((((image * height + i) * width + j) * channels) << 2);
        for (let c = 0; c < channels; c += 4) {
          const left = channels - c;
          const p = corner + (c << 2);
          const upper = f32x4.max(loadUpTo4(p, left), loadUpTo4(p + pixel, left));
          const lower = f32x4.max(loadUpTo4(p + row, left), loadUpTo4(p + row + pixel, left));
          storeUpTo4(to + (c << 2), f32x4.max(upper, lower), left);
        }
      }
    }
  }
}

/** dx: dy at the first of each 2x2, in reading order, that equals the maximum; zero elsewhere. */
export function maxPoolGradient(
  x: usize, dy: usize, dx: usize, n: i32, height: i32, width: i32, channels: i32, imagesPerItem: i32, item: i32,
): void {
  const first = item * imagesPerItem;
  const end = min(first + imagesPerItem, n);
  const pixel = <usize>(channels << 2);
  const row = <usize>width * pixel;
  const image0 = <usize>(first * height) * row;
  memory.fill(dx + image0, 0, <usize>(max(end - first, 0) * height) * row);
  let from = dy + ((first * (height >> 1) * (width >> 1) * channels) << 2);
  for (let image = first; image < end; image++) {
    for (let i = 0; i + 1 < height; i += 2) {
      for (let j = 0; j + 1 < width; j += 2, from += pixel) {
        const corner = (((image * height + i) * width + j) * channels) << 2;
        for (let c = 0; c < channels; c += 4) {
          const left = channels - c;
          const p = x + corner + (c << 2);
          const to = dx + corner + (c << 2);
          const x00 = loadUpTo4(p, left);
          const x01 = loadUpTo4(p + pixel, left);
          const x10 = loadUpTo4(p + row, left);
          const x11 = loadUpTo4(p + row + pixel, left);
          const most = f32x4.max(f32x4.max(x00, x01), f32x4.max(x10, x11));
          const g = loadUpTo4(from + (c << 2), left);
          const won00 = f32x4.eq(x00, most);
          const won01 = v128.andnot(f32x4.eq(x01, most), won00);
          const before10 = v128.or(won00, won01);
          const won10 = v128.andnot(f32x4.eq(x10, most), before10);
          storeUpTo4(to, v128.and(g, won00), left);
          storeUpTo4(to + pixel, v128.and(g, won01), left);
          storeUpTo4(to + row, v128.and(g, won10), left);
          storeUpTo4(to + row + pixel, v128.andnot(g, v128.or(before10, won10)), left);
        }
      }
    }
  }
}
