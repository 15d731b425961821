import { scratch } from "./scratch";
import { madd } from "./simd";

/**
 * Convolution of pictures with one channel, the first layer of most networks, straight from the image: 4 pixels of a row by
 * 8 output channels in registers, the taps of the kernel one after the other. The image is copied to scratch with its zeros
 * around it, so that no tap asks where it is; the row is 4 pixels longer, for the last four of a ragged width.
 *
 * Takes any kernel size and padding, and cout in multiples of 8.
 */

// @ts-ignore: decorator
@inline
function paddedWidth(width: i32, pad: i32): i32 {
  return width + 2 * pad + 4;
}

/** Copies an image [height, width] to scratch, `pad` zeros around it. */
function padImage(image: usize, height: i32, width: i32, pad: i32): void {
  const line = paddedWidth(width, pad);
  memory.fill(scratch, 0, <usize>((height + 2 * pad) * line * 4));
  for (let i = 0; i < height; i++) {
    memory.copy(scratch + (((i + pad) * line + pad) << 2), image + ((i * width) << 2), <usize>(width * 4));
  }
}

/**
 * y = x * w + bias for the images of this item, and where `sums` is given, Σy and Σy² a channel for batch normalization.
 *
 * @param x [n, height, width]
 * @param w [kernel, kernel, 1, cout]
 * @param bias [cout], or 0 for none
 * @param y [n, height + 2 pad - kernel + 1, width + 2 pad - kernel + 1, cout]
 * @param sums [items, 2, cout], or 0 for none
 * @param floor the least value written: 0 for a ReLU, -Infinity for none
 */
export function grayForward(
  x: usize, w: usize, bias: usize, y: usize, sums: usize, floor: f32,
  n: i32, height: i32, width: i32, cout: i32, kernel: i32, pad: i32, imagesPerItem: i32, item: i32,
): void {
  const end = min((item + 1) * imagesPerItem, n);
  const outHeight = height + 2 * pad - kernel + 1;
  const outWidth = width + 2 * pad - kernel + 1;
  const line = paddedWidth(width, pad);
  if (sums) {
    sums += <usize>(item * 2 * cout * 4);
    memory.fill(sums, 0, <usize>(2 * cout * 4));
  }
  for (let image = item * imagesPerItem; image < end; image++) {
    padImage(x + ((image * height * width) << 2), height, width, pad);
    for (let i = 0; i < outHeight; i++) {
      const to = y + (((image * outHeight + i) * outWidth * cout) << 2);
      for (let c = 0; c < cout; c += 8) {
        const s = sums ? sums + (c << 2) : 0;
        rowForward(scratch + ((i * line) << 2), line, w + (c << 2), bias ? bias + (c << 2) : 0, to + (c << 2), s, floor, outWidth, cout, kernel);
      }
    }
  }
}

/** One row of the output, 8 channels of it. */
function rowForward(
  row: usize, line: i32, w: usize, bias: usize, y: usize, sums: usize, floor: f32, width: i32, cout: i32, kernel: i32,
): void {
  const next = <usize>(cout << 2);
  const least = f32x4.splat(floor);
  const bias0 = bias ? v128.load(bias) : f32x4.splat(0);
  const bias1 = bias ? v128.load(bias, 16) : f32x4.splat(0);
  let sum0 = f32x4.splat(0);
  let sum1 = f32x4.splat(0);
  let squares0 = f32x4.splat(0);
  let squares1 = f32x4.splat(0);
  for (let j = 0; j < width; j += 4) {
    let y00 = bias0;
    let y01 = bias1;
    let y10 = bias0;
    let y11 = bias1;
    let y20 = bias0;
    let y21 = bias1;
    let y30 = bias0;
    let y31 = bias1;
    let tap = w;
    for (let k = 0; k < kernel; k++) {
      let p = row + ((k * line + j) << 2);
      for (let l = 0; l < kernel; l++, p += 4, tap += next) {
        const w0 = v128.load(tap);
        const w1 = v128.load(tap, 16);
        const x0 = v128.load32_splat(p);
        y00 = madd(x0, w0, y00);
        y01 = madd(x0, w1, y01);
        const x1 = v128.load32_splat(p, 4);
        y10 = madd(x1, w0, y10);
        y11 = madd(x1, w1, y11);
        const x2 = v128.load32_splat(p, 8);
        y20 = madd(x2, w0, y20);
        y21 = madd(x2, w1, y21);
        const x3 = v128.load32_splat(p, 12);
        y30 = madd(x3, w0, y30);
        y31 = madd(x3, w1, y31);
      }
    }
    const left = width - j;
    let q = y + ((j * cout) << 2);
    y00 = f32x4.max(least, y00);
    y01 = f32x4.max(least, y01);
    v128.store(q, y00);
    v128.store(q, y01, 16);
    sum0 = f32x4.add(sum0, y00);
    sum1 = f32x4.add(sum1, y01);
    squares0 = madd(y00, y00, squares0);
    squares1 = madd(y01, y01, squares1);
    if (left > 1) {
      q += next;
      y10 = f32x4.max(least, y10);
      y11 = f32x4.max(least, y11);
      v128.store(q, y10);
      v128.store(q, y11, 16);
      sum0 = f32x4.add(sum0, y10);
      sum1 = f32x4.add(sum1, y11);
      squares0 = madd(y10, y10, squares0);
      squares1 = madd(y11, y11, squares1);
    }
    if (left > 2) {
      q += next;
      y20 = f32x4.max(least, y20);
      y21 = f32x4.max(least, y21);
      v128.store(q, y20);
      v128.store(q, y21, 16);
      sum0 = f32x4.add(sum0, y20);
      sum1 = f32x4.add(sum1, y21);
      squares0 = madd(y20, y20, squares0);
      squares1 = madd(y21, y21, squares1);
    }
    if (left > 3) {
      q += next;
      y30 = f32x4.max(least, y30);
      y31 = f32x4.max(least, y31);
      v128.store(q, y30);
      v128.store(q, y31, 16);
      sum0 = f32x4.add(sum0, y30);
      sum1 = f32x4.add(sum1, y31);
      squares0 = madd(y30, y30, squares0);
      squares1 = madd(y31, y31, squares1);
    }
  }
  if (sums) {
    v128.store(sums, f32x4.add(v128.load(sums), sum0));
    v128.store(sums, f32x4.add(v128.load(sums, 16), sum1), 16);
    sums += next;
    v128.store(sums, f32x4.add(v128.load(sums), squares0));
    v128.store(sums, f32x4.add(v128.load(sums, 16), squares1), 16);
  }
}

/** The item's share of dW, [kernel, kernel, 1, cout], to dw + item * kernel² cout floats. */
export function grayWeightGradient(
  x: usize, dy: usize, dw: usize, n: i32, height: i32, width: i32, cout: i32, kernel: i32, pad: i32, imagesPerItem: i32, item: i32,
): void {
  const end = min((item + 1) * imagesPerItem, n);
  const outHeight = height + 2 * pad - kernel + 1;
  const outWidth = width + 2 * pad - kernel + 1;
  const line = paddedWidth(width, pad);
  dw += (item * kernel * kernel * cout) << 2;
  memory.fill(dw, 0, <usize>(kernel * kernel * cout * 4));
  for (let image = item * imagesPerItem; image < end; image++) {
    padImage(x + ((image * height * width) << 2), height, width, pad);
    for (let i = 0; i < outHeight; i++) {
      const from = dy + (((image * outHeight + i) * outWidth * cout) << 2);
      for (let k = 0; k < kernel; k++) {
        for (let l = 0; l < kernel; l += 4) {
          const row = scratch + (((i + k) * line + l) << 2);
          const to = dw + (((k * kernel + l) * cout) << 2);
          for (let c = 0; c < cout; c += 8) rowWeightGradient(row, from + (c << 2), to + (c << 2), outWidth, cout, kernel - l);
        }
      }
    }
  }
}

/** Up to four neighboring taps by 8 channels, over one row of the output. */
// @ts-ignore: decorator
@inline
function rowWeightGradient(row: usize, dy: usize, dw: usize, width: i32, cout: i32, taps: i32): void {
  const next = <usize>(cout << 2);
  let w00 = f32x4.splat(0);
  let w01 = f32x4.splat(0);
  let w10 = f32x4.splat(0);
  let w11 = f32x4.splat(0);
  let w20 = f32x4.splat(0);
  let w21 = f32x4.splat(0);
  let w30 = f32x4.splat(0);
  let w31 = f32x4.splat(0);
  for (let j = 0; j < width; j++, row += 4, dy += next) {
    const g0 = v128.load(dy);
    const g1 = v128.load(dy, 16);
    const x0 = v128.load32_splat(row);
    w00 = madd(x0, g0, w00);
    w01 = madd(x0, g1, w01);
    const x1 = v128.load32_splat(row, 4);
    w10 = madd(x1, g0, w10);
    w11 = madd(x1, g1, w11);
    const x2 = v128.load32_splat(row, 8);
    w20 = madd(x2, g0, w20);
    w21 = madd(x2, g1, w21);
    const x3 = v128.load32_splat(row, 12);
    w30 = madd(x3, g0, w30);
    w31 = madd(x3, g1, w31);
  }
  addTo(dw, w00, w01);
  if (taps > 1) addTo(dw + next, w10, w11);
  if (taps > 2) addTo(dw + next * 2, w20, w21);
  if (taps > 3) addTo(dw + next * 3, w30, w31);
}

// @ts-ignore: decorator
@inline
function addTo(p: usize, low: v128, high: v128): void {
  v128.store(p, f32x4.add(v128.load(p), low));
  v128.store(p, f32x4.add(v128.load(p, 16), high), 16);
}
