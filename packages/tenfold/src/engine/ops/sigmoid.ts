import type { Engine } from "../engine.js";
import type { Tensor } from "../tensor.js";
import { CHUNK } from "./lanes.js";

/** y = 1 / (1 + exp(-x)) for the first `length` numbers. */
export function sigmoid(engine: Engine, x: Tensor, y: Tensor, length: number): void {
  engine.fork("sigmoid", Math.ceil(length / CHUNK), x.pointer, y.pointer, length, CHUNK);
}

/** dx = dy y (1 - y), from the result y; dx may be dy. */
export function sigmoidGradient(engine: Engine, y: Tensor, dy: Tensor, dx: Tensor, length: number): void {
  engine.fork("sigmoidGradient", Math.ceil(length / CHUNK), y.pointer, dy.pointer, dx.pointer, length, CHUNK);
}

/** y = x / (1 + exp(-x)) for the first `length` numbers. */
export function silu(engine: Engine, x: Tensor, y: Tensor, length: number): void {
  engine.fork("silu", Math.ceil(length / CHUNK), x.pointer, y.pointer, length, CHUNK);
}

/** dx = dy s (1 + x (1 - s)) with s = sigmoid(x); dx may be dy. */
export function siluGradient(engine: Engine, x: Tensor, dy: Tensor, dx: Tensor, length: number): void {
  engine.fork("siluGradient", Math.ceil(length / CHUNK), x.pointer, dy.pointer, dx.pointer, length, CHUNK);
}

/** y = tanh(x) for the first `length` numbers. */
export function tanh(engine: Engine, x: Tensor, y: Tensor, length: number): void {
  engine.fork("tanh", Math.ceil(length / CHUNK), x.pointer, y.pointer, length, CHUNK);
}

/** dx = dy (1 - y²), from the result y; dx may be dy. */
export function tanhGradient(engine: Engine, y: Tensor, dy: Tensor, dx: Tensor, length: number): void {
  engine.fork("tanhGradient", Math.ceil(length / CHUNK), y.pointer, dy.pointer, dx.pointer, length, CHUNK);
}
