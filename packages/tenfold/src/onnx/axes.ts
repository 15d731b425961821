import { sizeOf } from "../engine/tensor.js";
import type { StoredTensor } from "../model/stored/safetensors.js";

/** `[kernel, kernel, inputs, filters]` as Tenfold has it to `[filters, inputs, kernel, kernel]` as ONNX has it. */
export function filtersFirst(kernel: StoredTensor): StoredTensor {
  return transposed(kernel, [3, 2, 0, 1]);
}

/** `[filters, inputs, kernel, kernel]` as ONNX has it to `[kernel, kernel, inputs, filters]` as Tenfold has it. */
export function filtersLast(kernel: StoredTensor): StoredTensor {
  return transposed(kernel, [2, 3, 1, 0]);
}

/** The same numbers with their axes in another order: axis `i` of the result is axis `order[i]` of the tensor, as in NumPy. */
export function transposed({ shape, data }: StoredTensor, order: readonly number[]): StoredTensor {
  const strides = shape.map((_, axis) => sizeOf(shape.slice(axis + 1)));
  const turned = order.map((axis) => shape[axis] as number);
  const steps = order.map((axis) => strides[axis] as number);
  const result = new Float32Array(data.length);
  const index = turned.map(() => 0);
  let from = 0;
  for (let at = 0; at < result.length; at++) {
    result[at] = data[from] as number;
    for (let axis = turned.length - 1; axis >= 0; axis--) {
      index[axis] = (index[axis] as number) + 1;
      from += steps[axis] as number;
      if ((index[axis] as number) < (turned[axis] as number)) break;
      from -= (steps[axis] as number) * (turned[axis] as number);
      index[axis] = 0;
    }
  }
  return { shape: turned, data: result };
}
