import { kept } from "./random";
import { loadUpTo4, storeUpTo4 } from "./simd";

/** Layers that look at one number at a time, for the `chunk` floats of this item. */

/** y = max(0, x) */
export function relu(x: usize, y: usize, length: i32, chunk: i32, item: i32): void {
  const end = min((item + 1) * chunk, length);
  const zero = f32x4.splat(0);
  for (let i = item * chunk; i < end; i += 4) {
    storeUpTo4(y + (i << 2), f32x4.max(zero, loadUpTo4(x + (i << 2), end - i)), end - i);
  }
}

/** dx = dy where x > 0, else 0 */
export function reluGradient(x: usize, dy: usize, dx: usize, length: i32, chunk: i32, item: i32): void {
  const end = min((item + 1) * chunk, length);
  const zero = f32x4.splat(0);
  for (let i = item * chunk; i < end; i += 4) {
    const open = f32x4.gt(loadUpTo4(x + (i << 2), end - i), zero);
    storeUpTo4(dx + (i << 2), v128.and(loadUpTo4(dy + (i << 2), end - i), open), end - i);
  }
}

/** y = x above 0, slope x below, and never more than limit */
export function slopedRelu(x: usize, y: usize, length: i32, slope: f32, limit: f32, chunk: i32, item: i32): void {
  const end = min((item + 1) * chunk, length);
  const zero = f32x4.splat(0);
  for (let i = item * chunk; i < end; i += 4) {
    const v = loadUpTo4(x + (i << 2), end - i);
    let result = f32x4.max(zero, v);
    if (slope != 0) result = f32x4.add(result, f32x4.mul(f32x4.splat(slope), f32x4.min(zero, v))); // 0 times -Infinity is NaN
    storeUpTo4(y + (i << 2), f32x4.min(f32x4.splat(limit), result), end - i);
  }
}

/** dx = dy where 0 < x < limit, slope dy where x <= 0, else 0 */
export function slopedReluGradient(
  x: usize, dy: usize, dx: usize, length: i32, slope: f32, limit: f32, chunk: i32, item: i32,
): void {
  const end = min((item + 1) * chunk, length);
  const one = f32x4.splat(1);
  for (let i = item * chunk; i < end; i += 4) {
    const v = loadUpTo4(x + (i << 2), end - i);
    const by = v128.bitselect(one, f32x4.splat(slope), f32x4.gt(v, f32x4.splat(0)));
    const within = v128.and(by, f32x4.lt(v, f32x4.splat(limit)));
    storeUpTo4(dx + (i << 2), f32x4.mul(loadUpTo4(dy + (i << 2), end - i), within), end - i);
  }
}

/**
 * y = x / (1 - rate) where kept, else 0; the gradient is the same function of dy.
 *
 * @param threshold the share to drop, times 2^32
 */
export function dropout(x: usize, y: usize, length: i32, key: i32, threshold: i32, keepScale: f32, chunk: i32, item: i32): void {
  const end = min((item + 1) * chunk, length);
  const up = f32x4.splat(keepScale);
  for (let i = item * chunk; i < end; i += 4) {
    const v = f32x4.mul(loadUpTo4(x + (i << 2), end - i), up);
    storeUpTo4(y + (i << 2), v128.and(v, kept(i, key, threshold)), end - i);
  }
}

/** y = a + b; y may be either */
export function add(a: usize, b: usize, y: usize, length: i32, chunk: i32, item: i32): void {
  const end = min((item + 1) * chunk, length);
  for (let i = item * chunk; i < end; i += 4) {
    storeUpTo4(y + (i << 2), f32x4.add(loadUpTo4(a + (i << 2), end - i), loadUpTo4(b + (i << 2), end - i)), end - i);
  }
}
