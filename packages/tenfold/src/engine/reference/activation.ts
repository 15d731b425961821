import type { Numbers } from "./numbers.js";

/** x above 0, alpha (exp(x) - 1) below */
export function elu(x: Numbers, alpha: number): Float64Array {
  return Float64Array.from(x, (value) => (value > 0 ? value : alpha * Math.expm1(value)));
}

/** dy where y > 0, else dy (y + alpha), y the result of elu */
export function eluGradient(y: Numbers, dy: Numbers, alpha: number): Float64Array {
  return Float64Array.from(y, (value, at) => (dy[at] as number) * (value > 0 ? 1 : value + alpha));
}

/** x min(max(x / 6 + 1 / 2, 0), 1) */
export function hardSilu(x: Numbers): Float64Array {
  return Float64Array.from(x, (value) => value * Math.min(Math.max(value / 6 + 0.5, 0), 1));
}

/** 0 where x <= -3, dy where x >= 3, else dy (x / 3 + 1 / 2) */
export function hardSiluGradient(x: Numbers, dy: Numbers): Float64Array {
  return Float64Array.from(x, (value, at) => (dy[at] as number) * (value <= -3 ? 0 : value >= 3 ? 1 : value / 3 + 0.5));
}
