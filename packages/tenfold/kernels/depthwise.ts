import { scratch } from "./scratch";
import { addUpTo4, loadUpTo4, madd, roundUp, storeUpTo4 } from "./simd";

/**
 * Depthwise convolution: each channel of the image by a kernel of its own.
 *
 *   y[i][j][c] = bias[c] + Σ_ab x[stride i + a - pad][stride j + b - pad][c] w[a][b][c]
 *
 * Four channels at a time. Their plane of the image is copied into scratch, with its border of zeros, so that the inner loops
 * know no edges; four outputs of a row share each weight that is loaded. Planes are as wide as whole groups of four outputs want.
 * All channels of an image before the next image: a cache line holds sixteen of them, and an image stays in the cache.
 *
 *   plane [tall][wide][4]   tall = stride (outHeight - 1) + kernel   wide = stride (roundUp(outWidth, 4) - 1) + kernel
 *
 * The gradient by x is the same sum over dy with the kernel turned by 180°, dy's pixels `spread` = stride apart in the plane.
 */

/**
 * y for the images of this item, and where `sums` is given, Σy and Σy² a channel for batch normalization.
 *
 * @param x [n, height, width, channels]
 * @param w [kernel, kernel, channels]; read backwards where `turned`
 * @param bias [channels], or 0 for none
 * @param y [n, outHeight, outWidth, channels]
 * @param sums [items, 2, channels], or 0 for none
 */
export function depthwise(
  x: usize, w: usize, bias: usize, y: usize, sums: usize, n: i32, height: i32, width: i32, outHeight: i32, outWidth: i32,
  channels: i32, kernel: i32, pad: i32, stride: i32, spread: i32, turned: bool, imagesPerItem: i32, item: i32,
): void {
  const first = item * imagesPerItem;
  const end = min(first + imagesPerItem, n);
  const tall = stride * (outHeight - 1) + kernel;
  const wide = stride * (roundUp(outWidth, 4) - 1) + kernel;
  const taps = scratch; // [channels / 4][kernel²][4]
  const plane = taps + <usize>(roundUp(channels, 4) * kernel * kernel * 4);
  const pixel = <usize>(channels << 2);
  const step = <usize>(stride * 16);
  const jump = <usize>((wide - kernel) * 16);
  const together = stride == 1 ? kernel : 0; // neighbors share what they read, three taps at a time
  if (sums) {
    sums += <usize>item * 2 * pixel;
    memory.fill(sums, 0, 2 * pixel);
  }
  memory.fill(plane, 0, <usize>(tall * wide * 16));
  for (let c = 0; c < channels; c += 4) packTaps(w, taps + <usize>(c * kernel * kernel * 4), c, channels, kernel, turned);
  for (let image = first; image < end; image++) {
    for (let c = 0; c < channels; c += 4) {
      const left = channels - c;
      const start = bias ? loadUpTo4(bias + (c << 2), left) : f32x4.splat(0);
      const sumsAt = sums ? sums + (c << 2) : 0;
      let sum = sums ? loadUpTo4(sumsAt, left) : f32x4.splat(0);
      let squares = sums ? loadUpTo4(sumsAt + pixel, left) : f32x4.splat(0);
      packPlane(x + (((image * height * width) * channels + c) << 2), plane, height, width, channels, left, tall, wide, pad, spread);
      let to = y + (((image * outHeight * outWidth) * channels + c) << 2);
      for (let i = 0; i < outHeight; i++) {
        for (let j = 0; j < outWidth; j += 4) {
          let p = plane + <usize>((i * wide + j) * stride * 16);
          let t = taps + <usize>(c * kernel * kernel * 4);
          let y0 = start;
          let y1 = start;
          let y2 = start;
          let y3 = start;
          for (let a = 0; a < kernel; a++, p += jump) {
            let b = 0;
            for (; b + 3 <= together; b += 3, p += 48, t += 48) {
              const w0 = v128.load(t);
              const w1 = v128.load(t, 16);
              const w2 = v128.load(t, 32);
              const x1 = v128.load(p, 16);
              const x2 = v128.load(p, 32);
              const x3 = v128.load(p, 48);
              const x4 = v128.load(p, 64);
              y0 = madd(x2, w2, madd(x1, w1, madd(v128.load(p), w0, y0)));
              y1 = madd(x3, w2, madd(x2, w1, madd(x1, w0, y1)));
              y2 = madd(x4, w2, madd(x3, w1, madd(x2, w0, y2)));
              y3 = madd(v128.load(p, 80), w2, madd(x4, w1, madd(x3, w0, y3)));
            }
            for (; b < kernel; b++, p += 16, t += 16) {
              const weight = v128.load(t);
              y0 = madd(v128.load(p), weight, y0);
              y1 = madd(v128.load(p + step), weight, y1);
              y2 = madd(v128.load(p + step * 2), weight, y2);
              y3 = madd(v128.load(p + step * 3), weight, y3);
            }
          }
          const count = outWidth - j;
          storeUpTo4(to, y0, left);
          sum = f32x4.add(sum, y0);
          squares = madd(y0, y0, squares);
          if (count > 1) {
            storeUpTo4(to + pixel, y1, left);
            sum = f32x4.add(sum, y1);
            squares = madd(y1, y1, squares);
          }
          if (count > 2) {
            storeUpTo4(to + pixel * 2, y2, left);
            sum = f32x4.add(sum, y2);
            squares = madd(y2, y2, squares);
          }
          if (count > 3) {
            storeUpTo4(to + pixel * 3, y3, left);
            sum = f32x4.add(sum, y3);
            squares = madd(y3, y3, squares);
          }
          to += pixel * <usize>min(count, 4);
        }
      }
      if (sums) {
        storeUpTo4(sumsAt, sum, left);
        storeUpTo4(sumsAt + pixel, squares, left);
      }
    }
  }
}

/** The item's share of dw, [kernel, kernel, channels], to dw + item * kernel² channels floats: Σ over images and pixels of x dy. */
export function depthwiseWeightGradient(
  x: usize, dy: usize, dw: usize, n: i32, height: i32, width: i32, outHeight: i32, outWidth: i32,
  channels: i32, kernel: i32, pad: i32, stride: i32, imagesPerItem: i32, item: i32,
): void {
  const first = item * imagesPerItem;
  const end = min(first + imagesPerItem, n);
  const tall = stride * (outHeight - 1) + kernel;
  const wide = stride * (outWidth - 1) + kernel;
  const all = scratch; // [channels / 4][kernel²][4]
  const gradient = all + <usize>(roundUp(channels, 4) * kernel * kernel * 4); // [outHeight][outWidth][4]
  const plane = gradient + <usize>(outHeight * outWidth * 16);
  dw += <usize>((item * kernel * kernel * channels) << 2);
  memory.fill(plane, 0, <usize>(tall * wide * 16));
  memory.fill(all, 0, <usize>(roundUp(channels, 4) * kernel * kernel * 4));
  for (let image = first; image < end; image++) {
    for (let c = 0; c < channels; c += 4) {
      const left = channels - c;
      const taps = all + <usize>(c * kernel * kernel * 4);
      packPlane(x + (((image * height * width) * channels + c) << 2), plane, height, width, channels, left, tall, wide, pad, 1);
      const from = dy + (((image * outHeight * outWidth) * channels + c) << 2);
      packPlane(from, gradient, outHeight, outWidth, channels, left, outHeight, outWidth, 0, 1);
      for (let a = 0; a < kernel; a++) {
        let b = 0;
        for (; b + 3 <= kernel; b += 3) {
          threeTaps(plane + <usize>((a * wide + b) * 16), wide, gradient, outHeight, outWidth, stride, taps + <usize>((a * kernel + b) * 16));
        }
        for (; b < kernel; b++) {
          oneTap(plane + <usize>((a * wide + b) * 16), wide, gradient, outHeight, outWidth, stride, taps + <usize>((a * kernel + b) * 16));
        }
      }
    }
  }
  for (let c = 0; c < channels; c += 4) {
    for (let tap = 0; tap < kernel * kernel; tap++) {
      storeUpTo4(dw + ((tap * channels + c) << 2), v128.load(all + <usize>((c * kernel * kernel + tap * 4) << 2)), channels - c);
    }
  }
}

/** Adds Σ_pixels x dy for a tap and its two neighbors to the right. */
function threeTaps(plane: usize, wide: i32, gradient: usize, outHeight: i32, outWidth: i32, stride: i32, to: usize): void {
  let t0 = f32x4.splat(0);
  let t1 = f32x4.splat(0);
  let t2 = f32x4.splat(0);
  const step = <usize>(stride * 16);
  for (let i = 0; i < outHeight; i++) {
    let p = plane + <usize>(i * stride * wide * 16);
    for (let j = 0; j < outWidth; j++, p += step, gradient += 16) {
      const g = v128.load(gradient);
      t0 = madd(v128.load(p), g, t0);
      t1 = madd(v128.load(p, 16), g, t1);
      t2 = madd(v128.load(p, 32), g, t2);
    }
  }
  addUpTo4(to, t0, 4);
  addUpTo4(to + 16, t1, 4);
  addUpTo4(to + 32, t2, 4);
}

/** Adds Σ_pixels x dy for a tap. */
function oneTap(plane: usize, wide: i32, gradient: usize, outHeight: i32, outWidth: i32, stride: i32, to: usize): void {
  let even = f32x4.splat(0);
  let odd = f32x4.splat(0);
  const step = <usize>(stride * 16);
  for (let i = 0; i < outHeight; i++) {
    let p = plane + <usize>(i * stride * wide * 16);
    let j = 0;
    for (; j + 1 < outWidth; j += 2, p += step * 2, gradient += 32) {
      even = madd(v128.load(p), v128.load(gradient), even);
      odd = madd(v128.load(p + step), v128.load(gradient, 16), odd);
    }
    if (j < outWidth) {
      even = madd(v128.load(p), v128.load(gradient), even);
      gradient += 16;
    }
  }
  addUpTo4(to, f32x4.add(even, odd), 4);
}

/** Channels c .. c + 3 of the weights as [kernel²][4], in reverse where `turned`. */
function packTaps(w: usize, taps: usize, c: i32, channels: i32, kernel: i32, turned: bool): void {
  const count = kernel * kernel;
  for (let tap = 0; tap < count; tap++) {
    const from = turned ? count - 1 - tap : tap;
    v128.store(taps + <usize>(tap * 16), loadUpTo4(w + ((from * channels + c) << 2), channels - c));
  }
}

/** Four channels of an image into the inside of a plane; what lies beyond its edges is left out. */
function packPlane(
  x: usize, plane: usize, height: i32, width: i32, channels: i32, left: i32, tall: i32, wide: i32, pad: i32, spread: i32,
): void {
  const pixel = <usize>(channels << 2);
  for (let i = 0; i < height; i++) {
    const row = i * spread + pad;
    if (<u32>row >= <u32>tall) continue;
    let p = x + <usize>(i * width) * pixel;
    for (let j = 0, column = pad; j < width; j++, column += spread, p += pixel) {
      if (<u32>column < <u32>wide) v128.store(plane + <usize>((row * wide + column) * 16), loadUpTo4(p, left));
    }
  }
}
