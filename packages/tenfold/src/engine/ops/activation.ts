import type { Engine } from "../engine.js";
import type { Tensor } from "../tensor.js";
import { CHUNK } from "./lanes.js";

/** y = x above 0, alpha (exp(x) - 1) below, for the first `length` numbers. */
export function elu(engine: Engine, x: Tensor, y: Tensor, length: number, alpha: number): void {
  engine.fork("elu", Math.ceil(length / CHUNK), x.pointer, y.pointer, length, alpha, CHUNK);
}

/** dx = dy where y > 0, else dy (y + alpha), from the result y; dx may be dy. */
export function eluGradient(engine: Engine, y: Tensor, dy: Tensor, dx: Tensor, length: number, alpha: number): void {
  engine.fork("eluGradient", Math.ceil(length / CHUNK), y.pointer, dy.pointer, dx.pointer, length, alpha, CHUNK);
}

/** y = x min(max(x / 6 + 1 / 2, 0), 1) for the first `length` numbers. */
export function hardSilu(engine: Engine, x: Tensor, y: Tensor, length: number): void {
  engine.fork("hardSilu", Math.ceil(length / CHUNK), x.pointer, y.pointer, length, CHUNK);
}

/** dx = 0 where x <= -3, dy where x >= 3, else dy (x / 3 + 1 / 2); dx may be dy. */
export function hardSiluGradient(engine: Engine, x: Tensor, dy: Tensor, dx: Tensor, length: number): void {
  engine.fork("hardSiluGradient", Math.ceil(length / CHUNK), x.pointer, dy.pointer, dx.pointer, length, CHUNK);
}
