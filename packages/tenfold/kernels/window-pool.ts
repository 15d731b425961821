import { addUpTo4, loadUpTo4, storeUpTo4 } from "./simd";

/**
 * Pooling by windows of any size, in steps of any size, that may reach beyond the edges: the pixels beyond count for nothing, or, in means
 * that count the padding, as zeros. Every window holds a pixel of the image at least.
 *
 *   y[i][j][c] = max or mean over a < rows, b < columns of x[stride i + a - top][stride j + b - left][c]
 *
 * The windows of 2 x 2 in steps of 2 that nearly all networks have are in pool.ts.
 */

/** What the pixels of a window are divided by: nothing, as their maximum is wanted; their number; or that of the window's places. */
const MAX = 0;
const INSIDE = 1;

/**
 * y for the images of this item.
 *
 * @param x [n, height, width, channels]
 * @param y [n, outHeight, outWidth, channels]
 * @param kind 0 for the maximum, 1 for the mean of the pixels inside the image, 2 for the mean of all places
 */
export function windowPool(
  x: usize, y: usize, n: i32, height: i32, width: i32, channels: i32, outHeight: i32, outWidth: i32,
  rows: i32, columns: i32, stride: i32, top: i32, left: i32, kind: i32, imagesPerItem: i32, item: i32,
): void {
  const end = min((item + 1) * imagesPerItem, n);
  const pixel = <usize>(channels << 2);
  let to = y + <usize>(item * imagesPerItem * outHeight * outWidth) * pixel;
  for (let image = item * imagesPerItem; image < end; image++) {
    for (let i = 0; i < outHeight; i++) {
      const first = max(i * stride - top, 0);
      const tall = min(i * stride - top + rows, height) - first;
      for (let j = 0; j < outWidth; j++, to += pixel) {
        const start = max(j * stride - left, 0);
        const wide = min(j * stride - left + columns, width) - start;
        const corner = x + <usize>((image * height + first) * width + start) * pixel;
        const count = f32x4.splat(<f32>(kind == INSIDE ? tall * wide : rows * columns));
        for (let c = 0; c < channels; c += 4) {
          const most = channels - c;
          let result = kind == MAX ? loadUpTo4(corner + (c << 2), most) : f32x4.splat(0);
          for (let a = 0; a < tall; a++) {
            let p = corner + <usize>(a * width) * pixel + (c << 2);
            for (let b = 0; b < wide; b++, p += pixel) {
              const v = loadUpTo4(p, most);
              result = kind == MAX ? f32x4.max(result, v) : f32x4.add(result, v);
            }
          }
          storeUpTo4(to + (c << 2), kind == MAX ? result : f32x4.div(result, count), most);
        }
      }
    }
  }
}

/**
 * dx: of a maximum, dy at the first in reading order that equals it; of a mean, dy over what was divided by, at each pixel of the window.
 *
 * @param y what the forward pass made of x; both are read for a maximum only
 */
export function windowPoolGradient(
  x: usize, y: usize, dy: usize, dx: usize, n: i32, height: i32, width: i32, channels: i32, outHeight: i32, outWidth: i32,
  rows: i32, columns: i32, stride: i32, top: i32, left: i32, kind: i32, imagesPerItem: i32, item: i32,
): void {
  const begin = item * imagesPerItem;
  const end = min(begin + imagesPerItem, n);
  const pixel = <usize>(channels << 2);
  memory.fill(dx + <usize>(begin * height * width) * pixel, 0, <usize>(max(end - begin, 0) * height * width) * pixel);
  let from = <usize>(begin * outHeight * outWidth) * pixel;
  for (let image = begin; image < end; image++) {
    for (let i = 0; i < outHeight; i++) {
      const first = max(i * stride - top, 0);
      const tall = min(i * stride - top + rows, height) - first;
      for (let j = 0; j < outWidth; j++, from += pixel) {
        const start = max(j * stride - left, 0);
        const wide = min(j * stride - left + columns, width) - start;
        const corner = <usize>((image * height + first) * width + start) * pixel;
        const count = f32x4.splat(<f32>(kind == INSIDE ? tall * wide : rows * columns));
        for (let c = 0; c < channels; c += 4) {
          const most = channels - c;
          const g = loadUpTo4(dy + from + (c << 2), most);
          const share = kind == MAX ? g : f32x4.div(g, count);
          const peak = kind == MAX ? loadUpTo4(y + from + (c << 2), most) : g;
          let won = i32x4.splat(0);
          for (let a = 0; a < tall; a++) {
            let p = corner + <usize>(a * width) * pixel + (c << 2);
            for (let b = 0; b < wide; b++, p += pixel) {
              let mine = share;
              if (kind == MAX) {
                const equal = f32x4.eq(loadUpTo4(x + p, most), peak);
                mine = v128.and(share, v128.andnot(equal, won));
                won = v128.or(won, equal);
              }
              addUpTo4(dx + p, mine, most);
            }
          }
        }
      }
    }
  }
}
