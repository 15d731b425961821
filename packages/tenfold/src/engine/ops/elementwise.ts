import type { Engine } from "../engine.js";
import type { Float32, Int32 } from "../kernel-types.js";
import type { Tensor } from "../tensor.js";
import { CHUNK, imagesPerLane, lanesFor } from "./lanes.js";

/** What a dropout needs to draw the same mask forward and backward. */
export interface Dropout {
  /** The share of numbers set to zero, 0 up to but not 1. */
  readonly rate: number;
  /** 32 random bits: another key, another mask. */
  readonly key: number;
}

/** y = max(0, x) for the first `length` numbers. */
export function relu(engine: Engine, x: Tensor, y: Tensor, length: number): void {
  engine.fork("relu", Math.ceil(length / CHUNK), x.pointer, y.pointer, length, CHUNK);
}

/** dx = dy where x > 0, else 0; dx may be dy. */
export function reluGradient(engine: Engine, x: Tensor, dy: Tensor, dx: Tensor, length: number): void {
  engine.fork("reluGradient", Math.ceil(length / CHUNK), x.pointer, dy.pointer, dx.pointer, length, CHUNK);
}

/** How a ReLU departs from max(0, x). */
export interface ReluForm {
  /** What is below 0 is multiplied by it. */
  readonly slope: number;
  /** The most that comes out, above 0; Infinity for no limit. */
  readonly limit: number;
}

/** y = min(limit, max(0, x) + slope min(0, x)) for the first `length` numbers. */
export function slopedRelu(engine: Engine, x: Tensor, y: Tensor, length: number, { slope, limit }: ReluForm): void {
  engine.fork("slopedRelu", Math.ceil(length / CHUNK), x.pointer, y.pointer, length, slope, limit, CHUNK);
}

/** dx = dy where 0 < x < limit, slope dy where x <= 0, else 0; dx may be dy. */
export function slopedReluGradient(engine: Engine, x: Tensor, dy: Tensor, dx: Tensor, length: number, { slope, limit }: ReluForm): void {
  const pointers = [x.pointer, dy.pointer, dx.pointer] as const;
  engine.fork("slopedReluGradient", Math.ceil(length / CHUNK), ...pointers, length, slope, limit, CHUNK);
}

/** y = a + b for the first `length` numbers; y may be either. */
export function add(engine: Engine, a: Tensor, b: Tensor, y: Tensor, length: number): void {
  engine.fork("add", Math.ceil(length / CHUNK), a.pointer, b.pointer, y.pointer, length, CHUNK);
}

/** y = x / (1 - rate) where the mask keeps it, else 0; its own gradient. y may be x. */
export function applyDropout(engine: Engine, x: Tensor, y: Tensor, length: number, dropout: Dropout): void {
  const [key, threshold, keepScale] = dropoutArguments(dropout);
  engine.fork("dropout", Math.ceil(length / CHUNK), x.pointer, y.pointer, length, key, threshold, keepScale, CHUNK);
}

/** key, threshold and scale as the kernels take them. */
export function dropoutArguments({ rate, key }: Dropout): readonly [key: Int32, threshold: Int32, keepScale: Float32] {
  return [key | 0, Math.min(Math.round(rate * 2 ** 32), 2 ** 32 - 1), 1 / (1 - rate)];
}

/** y `[n, height / 2, width / 2, channels]` = the largest of each 2x2 of x `[n, height, width, channels]`. */
export function maxPool(engine: Engine, x: Tensor, y: Tensor, n: number): void {
  const [, height, width, channels] = x.shape as readonly [number, number, number, number];
  engine.fork("maxPool", lanesFor(n), x.pointer, y.pointer, n, height, width, channels, imagesPerLane(n));
}

/** dx = dy at the winner of each 2x2, else 0. */
export function maxPoolGradient(engine: Engine, x: Tensor, dy: Tensor, dx: Tensor, n: number): void {
  const [, height, width, channels] = x.shape as readonly [number, number, number, number];
  engine.fork("maxPoolGradient", lanesFor(n), x.pointer, dy.pointer, dx.pointer, n, height, width, channels, imagesPerLane(n));
}
