import type { Engine } from "../engine.js";
import type { Tensor } from "../tensor.js";

const CHUNK = 16384;

/** m = β1 m + (1 - β1) g, v = β2 v + (1 - β2) g², w -= rate m / (√v + ε); the rate holds the bias corrections. */
export function adamUpdate(
  engine: Engine,
  { w, g, m, v }: { w: Tensor; g: Tensor; m: Tensor; v: Tensor },
  { rate, beta1, beta2, epsilon }: { rate: number; beta1: number; beta2: number; epsilon: number },
): void {
  const pointers = [w.pointer, g.pointer, m.pointer, v.pointer] as const;
  engine.fork("adam", Math.ceil(w.length / CHUNK), ...pointers, w.length, rate, beta1, beta2, epsilon, CHUNK);
}

/** v = momentum v - rate g, w += v; with Nesterov, w += momentum v - rate g. */
export function sgdUpdate(
  engine: Engine,
  { w, g, v }: { w: Tensor; g: Tensor; v: Tensor },
  { rate, momentum, nesterov }: { rate: number; momentum: number; nesterov: boolean },
): void {
  const pointers = [w.pointer, g.pointer, v.pointer] as const;
  engine.fork("sgd", Math.ceil(w.length / CHUNK), ...pointers, w.length, rate, momentum, Number(nesterov), CHUNK);
}

/** a += share (w - a): the running mean of the weights. */
export function averageUpdate(engine: Engine, w: Tensor, a: Tensor, share: number): void {
  engine.fork("average", Math.ceil(w.length / CHUNK), w.pointer, a.pointer, w.length, share, CHUNK);
}
