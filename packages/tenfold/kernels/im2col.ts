import { multiplyPanels } from "./gemm";
import { scratch } from "./scratch";
import { loadUpTo4, madd, roundUp, storeUpTo4 } from "./simd";
import { tile4x8Transposed } from "./tile";

/**
 * Convolution of any kernel size, stride and number of channels, as a matrix product: a row of A is the patch of
 * the image under the kernel at one output pixel, in the order of the weights [kernel, kernel, cin, cout].
 *
 *   y [pixels, cout] = patches [pixels, kernel² cin] . w [kernel² cin, cout]
 *
 * The patches of 48 pixels are unrolled at a time, in scratch.
 */

const BLOCK = 48;

/**
 * y = x * w + bias for the images of this item, and where `sums` is given, Σy and Σy² a channel for batch normalization.
 *
 * @param x [n, height, width, cin]
 * @param w [kernel, kernel, cin, cout]; where `turned`, [kernel, kernel, cout, cin] turned by 180°: the input gradient
 * @param bias [cout], or 0 for none
 * @param y [n, ⌊(height + 2 pad - kernel) / stride⌋ + 1, ⌊(width + 2 pad - kernel) / stride⌋ + 1, cout]
 * @param sums [items, 2, cout], or 0 for none
 * @param floor the least value written: 0 for a ReLU, -Infinity for none
 */
export function im2colForward(
  x: usize, w: usize, bias: usize, y: usize, sums: usize, floor: f32,
  n: i32, height: i32, width: i32, cin: i32, cout: i32, kernel: i32, pad: i32, stride: i32, turned: bool, imagesPerItem: i32, item: i32,
): void {
  const outHeight = (height + 2 * pad - kernel) / stride + 1;
  const outWidth = (width + 2 * pad - kernel) / stride + 1;
  const depth = kernel * kernel * cin;
  const padded = roundUp(depth, 4);
  const end = min((item + 1) * imagesPerItem, n) * outHeight * outWidth;
  if (sums) {
    sums += <usize>(item * 2 * cout * 4);
    memory.fill(sums, 0, <usize>(2 * cout * 4));
  }
  const packed = scratch;
  packWeights(w, packed, cin, cout, kernel, turned);
  const patches = packed + <usize>(((cout + 7) >> 3) * padded * 32);
  for (let pixel = item * imagesPerItem * outHeight * outWidth; pixel < end; pixel += BLOCK) {
    const count = min(BLOCK, end - pixel);
    const tall = roundUp(count, 4);
    unroll(x, patches, pixel, count, tall, height, width, cin, kernel, pad, stride);
    const to = y + ((pixel * cout) << 2);
    multiplyPanels(patches, tall, count, packed, padded, bias, to, cout);
    finishRows(to, count, cout, sums, floor);
  }
}

/** The floor and the sums, while the block is in the first-level cache. */
function finishRows(y: usize, rows: i32, channels: i32, sums: usize, floor: f32): void {
  if (!sums && floor == -Infinity) return;
  const least = f32x4.splat(floor);
  for (let c = 0; c < channels; c += 4) {
    const left = channels - c;
    let sum = f32x4.splat(0);
    let squares = f32x4.splat(0);
    for (let r = 0; r < rows; r++) {
      const p = y + ((r * channels + c) << 2);
      const value = f32x4.max(least, loadUpTo4(p, left));
      storeUpTo4(p, value, left);
      sum = f32x4.add(sum, value);
      squares = madd(value, value, squares);
    }
    if (sums) {
      const p = sums + (c << 2);
      storeUpTo4(p, f32x4.add(loadUpTo4(p, left), sum), left);
      const q = p + (channels << 2);
      storeUpTo4(q, f32x4.add(loadUpTo4(q, left), squares), left);
    }
  }
}

/** Weights as B panels [ceil(cout / 8)][roundUp(kernel² cin, 4)][8]. */
function packWeights(w: usize, packed: usize, cin: i32, cout: i32, kernel: i32, turned: bool): void {
  const taps = kernel * kernel;
  const padded = roundUp(taps * cin, 4);
  memory.fill(packed, 0, <usize>(((cout + 7) >> 3) * padded * 32));
  for (let tap = 0; tap < taps; tap++) {
    for (let ci = 0; ci < cin; ci++) {
      for (let co = 0; co < cout; co++) {
        const from = turned ? ((taps - 1 - tap) * cout + co) * cin + ci : (tap * cin + ci) * cout + co;
        const to = ((co >> 3) * padded + tap * cin + ci) * 8 + (co & 7);
        store<f32>(packed + (to << 2), load<f32>(w + (from << 2)));
      }
    }
  }
}

/** Patches of `count` output pixels from `pixel` on, as A panels [roundUp(kernel² cin, 4) / 4][tall][4]. */
function unroll(
  x: usize, patches: usize, pixel: i32, count: i32, tall: i32, height: i32, width: i32, cin: i32, kernel: i32, pad: i32,
  stride: i32,
): void {
  const outWidth = (width + 2 * pad - kernel) / stride + 1;
  const perImage = ((height + 2 * pad - kernel) / stride + 1) * outWidth;
  const panel = <usize>(tall * 16);
  const depth = kernel * kernel * cin;
  const padded = roundUp(depth, 4);
  if (pad || padded != depth || tall != count) memory.fill(patches, 0, <usize>(tall * padded * 4));
  const image = pixel / perImage;
  let inImage = pixel - image * perImage;
  let row = inImage / outWidth;
  let column = inImage - row * outWidth;
  let corner = x + ((image * height * width * cin) << 2);
  for (let r = 0; r < count; r++) {
    const top = row * stride - pad;
    const left = column * stride - pad;
    for (let i = 0; i < kernel; i++) {
      if (<u32>(top + i) >= <u32>height) continue;
      for (let j = 0; j < kernel; j++) {
        if (<u32>(left + j) >= <u32>width) continue;
        const from = corner + ((((top + i) * width + left + j) * cin) << 2);
        unrollPixel(from, patches + <usize>(r << 4), (i * kernel + j) * cin, cin, panel);
      }
    }
    column++;
    if (column == outWidth) {
      column = 0;
      row++;
    }
    inImage++;
    if (inImage == perImage) {
      inImage = 0;
      row = 0;
      corner += (height * width * cin) << 2;
    }
  }
}

/** The channels of a pixel to steps k .. k + cin - 1 of a row of A panels. */
// @ts-ignore: decorator
@inline
function unrollPixel(from: usize, row: usize, k: i32, cin: i32, panel: usize): void {
  const end = k + cin;
  if (((k | cin) & 3) == 0) {
    let to = row + <usize>(k >> 2) * panel;
    for (; k < end; k += 4, from += 16, to += panel) v128.store(to, v128.load(from));
    return;
  }
  for (; k < end; k++, from += 4) {
    store<f32>(row + <usize>(k >> 2) * panel + ((k & 3) << 2), load<f32>(from));
  }
}

/** The item's share of dW, [kernel, kernel, cin, cout], to dw + item * kernel² cin cout floats: patchesᵀ . dY. */
export function im2colWeightGradient(
  x: usize, dy: usize, dw: usize,
  n: i32, height: i32, width: i32, cin: i32, cout: i32, kernel: i32, pad: i32, stride: i32, imagesPerItem: i32, item: i32,
): void {
  const pixels = ((height + 2 * pad - kernel) / stride + 1) * ((width + 2 * pad - kernel) / stride + 1);
  const depth = kernel * kernel * cin;
  const padded = roundUp(depth, 4);
  const wide = roundUp(cout, 8);
  const first = item * imagesPerItem * pixels;
  const end = min((item + 1) * imagesPerItem, n) * pixels;
  const sum = scratch; // [padded][wide]
  const patches = sum + <usize>(padded * wide * 4);
  const panels = patches + <usize>(BLOCK * padded * 4);
  memory.fill(sum, 0, <usize>(padded * wide * 4));
  for (let pixel = first; pixel < end; pixel += BLOCK) {
    const count = min(BLOCK, end - pixel);
    unroll(x, patches, pixel, count, BLOCK, height, width, cin, kernel, pad, stride);
    packGradient(dy + ((pixel * cout) << 2), panels, count, cout);
    for (let co = 0; co < wide; co += 8) {
      for (let k = 0; k < padded; k += 4) {
        const c = sum + ((k * wide + co) << 2);
        tile4x8Transposed(patches + (k * BLOCK << 2), panels + (co * count << 2), c, <usize>(wide * 4), count, true);
      }
    }
  }
  dw += (item * depth * cout) << 2;
  for (let k = 0; k < depth; k++) {
    memory.copy(dw + ((k * cout) << 2), sum + ((k * wide) << 2), <usize>(cout * 4));
  }
}

/** dY [count, cout] as B panels [ceil(cout / 8)][count][8]. */
function packGradient(dy: usize, panels: usize, count: i32, cout: i32): void {
  for (let co = 0; co < cout; co += 8) {
    for (let r = 0; r < count; r++) {
      const from = dy + ((r * cout + co) << 2);
      const to = panels + ((co * count + r * 8) << 2);
      v128.store(to, loadUpTo4(from, cout - co));
      v128.store(to, loadUpTo4(from + 16, cout - co - 4), 16);
    }
  }
}
