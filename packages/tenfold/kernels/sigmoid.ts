import { sigmoid4, tanh4 } from "./exp";
import { loadUpTo4, madd, storeUpTo4 } from "./simd";

/** The sigmoid, the SiLU and the hyperbolic tangent, for the `chunk` floats of this item. */

/** y = 1 / (1 + exp(-x)) */
export function sigmoid(x: usize, y: usize, length: i32, chunk: i32, item: i32): void {
  const end = min((item + 1) * chunk, length);
  for (let i = item * chunk; i < end; i += 4) {
    storeUpTo4(y + (i << 2), sigmoid4(loadUpTo4(x + (i << 2), end - i)), end - i);
  }
}

/** dx = dy y (1 - y), from the result y */
export function sigmoidGradient(y: usize, dy: usize, dx: usize, length: i32, chunk: i32, item: i32): void {
  const end = min((item + 1) * chunk, length);
  for (let i = item * chunk; i < end; i += 4) {
    const v = loadUpTo4(y + (i << 2), end - i);
    const slope = f32x4.mul(v, f32x4.sub(f32x4.splat(1), v));
    storeUpTo4(dx + (i << 2), f32x4.mul(loadUpTo4(dy + (i << 2), end - i), slope), end - i);
  }
}

/** y = x sigmoid(x) */
export function silu(x: usize, y: usize, length: i32, chunk: i32, item: i32): void {
  const end = min((item + 1) * chunk, length);
  for (let i = item * chunk; i < end; i += 4) {
    const v = loadUpTo4(x + (i << 2), end - i);
    storeUpTo4(y + (i << 2), f32x4.mul(v, sigmoid4(v)), end - i);
  }
}

/** dx = dy s (1 + x (1 - s)) with s = sigmoid(x) */
export function siluGradient(x: usize, dy: usize, dx: usize, length: i32, chunk: i32, item: i32): void {
  const end = min((item + 1) * chunk, length);
  const one = f32x4.splat(1);
  for (let i = item * chunk; i < end; i += 4) {
    const v = loadUpTo4(x + (i << 2), end - i);
    const s = sigmoid4(v);
    const slope = f32x4.mul(s, madd(v, f32x4.sub(one, s), one));
    storeUpTo4(dx + (i << 2), f32x4.mul(loadUpTo4(dy + (i << 2), end - i), slope), end - i);
  }
}

/** y = tanh(x) */
export function tanh(x: usize, y: usize, length: i32, chunk: i32, item: i32): void {
  const end = min((item + 1) * chunk, length);
  for (let i = item * chunk; i < end; i += 4) storeUpTo4(y + (i << 2), tanh4(loadUpTo4(x + (i << 2), end - i)), end - i);
}

/** dx = dy (1 - y^2), from the result y */
export function tanhGradient(y: usize, dy: usize, dx: usize, length: i32, chunk: i32, item: i32): void {
  const end = min((item + 1) * chunk, length);
  const one = f32x4.splat(1);
  for (let i = item * chunk; i < end; i += 4) {
    const v = loadUpTo4(y + (i << 2), end - i);
    const slope = f32x4.mul(f32x4.sub(one, v), f32x4.add(one, v));
    storeUpTo4(dx + (i << 2), f32x4.mul(loadUpTo4(dy + (i << 2), end - i), slope), end - i);
  }
}
