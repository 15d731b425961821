import { loadUpTo4, madd, storeUpTo4 } from "./simd";

/** Optimizers: how weights move, for the `chunk` floats of this item. */

/**
 * Adam (Kingma and Ba, 2015, the form before section 2.1, as Keras has it):
 *
 *   m = β1 m + (1 - β1) g     v = β2 v + (1 - β2) g²     w -= rate m / (√v + ε)
 *
 * @param rate the learning rate with both bias corrections: rate √(1 - β2^t) / (1 - β1^t)
 */
export function adam(
  w: usize, g: usize, m: usize, v: usize, length: i32, rate: f32, beta1: f32, beta2: f32, epsilon: f32, chunk: i32, item: i32,
): void {
  const end = min((item + 1) * chunk, length);
  const b1 = f32x4.splat(beta1);
  const b2 = f32x4.splat(beta2);
  const c1 = f32x4.splat(1 - beta1);
  const c2 = f32x4.splat(1 - beta2);
  const e = f32x4.splat(epsilon);
  const step = f32x4.splat(rate);
  for (let i = item * chunk; i < end; i += 4) {
    const left = end - i;
    const at = <usize>(i << 2);
    const gradient = loadUpTo4(g + at, left);
    const first = madd(loadUpTo4(m + at, left), b1, f32x4.mul(gradient, c1));
    const second = madd(loadUpTo4(v + at, left), b2, f32x4.mul(f32x4.mul(gradient, gradient), c2));
    storeUpTo4(m + at, first, left);
    storeUpTo4(v + at, second, left);
    const moved = f32x4.div(f32x4.mul(step, first), f32x4.add(f32x4.sqrt(second), e));
    storeUpTo4(w + at, f32x4.sub(loadUpTo4(w + at, left), moved), left);
  }
}

/** Stochastic gradient descent with momentum, as Keras has it: v = momentum v - rate g; w += v, or, Nesterov, w += momentum v - rate g. */
export function sgd(
  w: usize, g: usize, v: usize, length: i32, rate: f32, momentum: f32, nesterov: bool, chunk: i32, item: i32,
): void {
  const end = min((item + 1) * chunk, length);
  const push = f32x4.splat(momentum);
  const step = f32x4.splat(rate);
  for (let i = item * chunk; i < end; i += 4) {
    const left = end - i;
    const at = <usize>(i << 2);
    const down = f32x4.mul(step, loadUpTo4(g + at, left));
    const velocity = f32x4.sub(f32x4.mul(push, loadUpTo4(v + at, left)), down);
    storeUpTo4(v + at, velocity, left);
    const move = nesterov ? f32x4.sub(f32x4.mul(push, velocity), down) : velocity;
    storeUpTo4(w + at, f32x4.add(loadUpTo4(w + at, left), move), left);
  }
}

/** The running mean of the weights: a += share (w - a). */
export function average(w: usize, a: usize, length: i32, share: f32, chunk: i32, item: i32): void {
  const end = min((item + 1) * chunk, length);
  const part = f32x4.splat(share);
  for (let i = item * chunk; i < end; i += 4) {
    const left = end - i;
    const at = <usize>(i << 2);
    const before = loadUpTo4(a + at, left);
    storeUpTo4(a + at, madd(f32x4.sub(loadUpTo4(w + at, left), before), part, before), left);
  }
}
