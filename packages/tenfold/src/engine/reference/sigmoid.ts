import type { Numbers } from "./numbers.js";

/** 1 / (1 + exp(-x)) */
export function sigmoid(x: Numbers): Float64Array {
  return Float64Array.from(x, (value) => 1 / (1 + Math.exp(-value)));
}

/** dy y (1 - y), y the sigmoid's result */
export function sigmoidGradient(y: Numbers, dy: Numbers): Float64Array {
  return Float64Array.from(y, (value, at) => (dy[at] as number) * value * (1 - value));
}

/** x sigmoid(x) */
export function silu(x: Numbers): Float64Array {
  return sigmoid(x).map((value, at) => value * (x[at] as number));
}

/** dy s (1 + x (1 - s)), s = sigmoid(x) */
export function siluGradient(x: Numbers, dy: Numbers): Float64Array {
  return sigmoid(x).map((value, at) => (dy[at] as number) * value * (1 + (x[at] as number) * (1 - value)));
}

/** tanh(x) */
export function tanh(x: Numbers): Float64Array {
  return Float64Array.from(x, Math.tanh);
}

/** dy (1 - y²), y the result of tanh */
export function tanhGradient(y: Numbers, dy: Numbers): Float64Array {
  return Float64Array.from(y, (value, at) => (dy[at] as number) * (1 - value * value));
}
