import type { Numbers } from "./numbers.js";

/** m = β1 m + (1 - β1) g, v = β2 v + (1 - β2) g², w -= rate m / (√v + ε); the rate holds the bias corrections. */
export function adam(
  { w, g, m, v }: { readonly w: Numbers; readonly g: Numbers; readonly m: Numbers; readonly v: Numbers },
  { rate, beta1, beta2, epsilon }: { readonly rate: number; readonly beta1: number; readonly beta2: number; readonly epsilon: number },
) {
  const first = Float64Array.from(m, (value, at) => beta1 * value + (1 - beta1) * g[at]!);
  const second = Float64Array.from(v, (value, at) => beta2 * value + (1 - beta2) * g[at]! ** 2);
  const moved = Float64Array.from(w, (value, at) => value - (rate * first[at]!) / (Math.sqrt(second[at]!) + epsilon));
  return { w: moved, m: first, v: second };
}

/** v = momentum v - rate g, w += v; with Nesterov, w += momentum v - rate g. */
export function sgd(
  { w, g, v }: { readonly w: Numbers; readonly g: Numbers; readonly v: Numbers },
  { rate, momentum, nesterov }: { readonly rate: number; readonly momentum: number; readonly nesterov: boolean },
) {
  const velocity = Float64Array.from(v, (value, at) => momentum * value - rate * g[at]!);
  const moved = Float64Array.from(w, (value, at) => value + (nesterov ? momentum * velocity[at]! - rate * g[at]! : velocity[at]!));
  return { w: moved, v: velocity };
}

/** a += share (w - a) */
export function average(w: Numbers, a: Numbers, share: number): Float64Array {
  return Float64Array.from(a, (before, i) => before + share * ((w[i] as number) - before));
}
