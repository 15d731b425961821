import type { Pointer } from "./kernel-types.js";

/** Sizes by dimension, outermost first; images are `[batch, height, width, channels]`. */
export type Shape = readonly number[];

/** A window of 32-bit floats in the engine's memory. */
export interface Tensor {
  /** Byte address of the first float. */
  readonly pointer: Pointer;
  readonly shape: Shape;
  /** Floats in all: the product of the shape. */
  readonly length: number;
  /** The floats themselves, not a copy. Ask anew after anything that may allocate: memory moves to a new view as it grows. */
  readonly data: Float32Array;
}

/** How many numbers a shape holds. */
export function sizeOf(shape: Shape): number {
  return shape.reduce((product, side) => product * side, 1);
}

/** `[7, 7, 64]`, as shapes appear in errors and tables. */
export function shapeText(shape: Shape): string {
  return `[${shape.join(", ")}]`;
}

/** A window of `shape` at `pointer`. */
export function tensorAt(memory: WebAssembly.Memory, pointer: number, shape: Shape): Tensor {
  const length = sizeOf(shape);
  let view: Float32Array | undefined;
  return {
    pointer,
    shape,
    length,
    get data() {
      if (view?.buffer !== memory.buffer) view = new Float32Array(memory.buffer, pointer, length);
      return view as Float32Array;
    },
  };
}

/** The numbers of one row of a batch. */
export function rowOf({ data, shape, length }: Tensor, row: number): Float32Array {
  const size = length / (shape[0] ?? 1);
  return data.subarray(row * size, (row + 1) * size);
}
