import { sizeOf } from "../engine/tensor.js";
import type { Layer } from "./layer.js";

/** Lays an image out as one row of numbers, channels fastest: `[height, width, channels]` to `[height * width * channels]`. */
export function flatten(): Layer {
  return {
    kind: "flatten",
    config: {},
    outputShape: (input) => [sizeOf(input)],
    bind: ({ x, batch }) => ({
      y: reshaped(x, [batch, x.length / batch]),
      forward() {},
      backward: (_, dy) => dy,
      free() {},
    }),
  };
}

/** The same window of memory seen as another shape. */
function reshaped<T extends object>(tensor: T, shape: readonly number[]): T {
  return Object.create(tensor, { shape: { value: shape, enumerable: true } }) as T;
}
