import { tanh4 } from "./exp";
import { loadUpTo4, storeUpTo4 } from "./simd";

/** Activations that imported networks have, for the `chunk` floats of this item. */

/** y = x above 0, alpha (exp(x) - 1) below; the latter as 2 t / (1 - t) with t = tanh(x / 2), which keeps its digits near 0. */
export function elu(x: usize, y: usize, length: i32, alpha: f32, chunk: i32, item: i32): void {
  const end = min((item + 1) * chunk, length);
  const half = f32x4.splat(0.5);
  for (let i = item * chunk; i < end; i += 4) {
    const v = loadUpTo4(x + (i << 2), end - i);
    const t = tanh4(f32x4.mul(half, v));
    const below = f32x4.mul(f32x4.splat(alpha), f32x4.div(t, f32x4.sub(half, f32x4.mul(half, t))));
    storeUpTo4(y + (i << 2), v128.bitselect(v, below, f32x4.gt(v, f32x4.splat(0))), end - i);
  }
}

/** dx = dy where y > 0, else dy (y + alpha), from the result y */
export function eluGradient(y: usize, dy: usize, dx: usize, length: i32, alpha: f32, chunk: i32, item: i32): void {
  const end = min((item + 1) * chunk, length);
  for (let i = item * chunk; i < end; i += 4) {
    const v = loadUpTo4(y + (i << 2), end - i);
    const slope = v128.bitselect(f32x4.splat(1), f32x4.add(v, f32x4.splat(alpha)), f32x4.gt(v, f32x4.splat(0)));
    storeUpTo4(dx + (i << 2), f32x4.mul(loadUpTo4(dy + (i << 2), end - i), slope), end - i);
  }
}

/** y = x min(max(x / 6 + 1 / 2, 0), 1) */
export function hardSilu(x: usize, y: usize, length: i32, chunk: i32, item: i32): void {
  const end = min((item + 1) * chunk, length);
  for (let i = item * chunk; i < end; i += 4) {
    const v = loadUpTo4(x + (i << 2), end - i);
    const line = f32x4.add(f32x4.mul(v, f32x4.splat(1 / 6.0)), f32x4.splat(0.5));
    storeUpTo4(y + (i << 2), f32x4.mul(v, f32x4.min(f32x4.splat(1), f32x4.max(f32x4.splat(0), line))), end - i);
  }
}

/** dx = 0 where x <= -3, dy where x >= 3, else dy (x / 3 + 1 / 2) */
export function hardSiluGradient(x: usize, dy: usize, dx: usize, length: i32, chunk: i32, item: i32): void {
  const end = min((item + 1) * chunk, length);
  for (let i = item * chunk; i < end; i += 4) {
    const v = loadUpTo4(x + (i << 2), end - i);
    const line = f32x4.add(f32x4.mul(v, f32x4.splat(1 / 3.0)), f32x4.splat(0.5));
    const slope = v128.bitselect(f32x4.splat(1), line, f32x4.ge(v, f32x4.splat(3)));
    const open = v128.and(slope, f32x4.gt(v, f32x4.splat(-3)));
    storeUpTo4(dx + (i << 2), f32x4.mul(loadUpTo4(dy + (i << 2), end - i), open), end - i);
  }
}
