import { sigmoid as apply, sigmoidGradient } from "../engine/ops/sigmoid.js";
import type { Layer } from "./layer.js";

/** Squeezes every number between 0 and 1: y = 1 / (1 + exp(-x)). */
export function sigmoid(): Layer {
  return {
    kind: "sigmoid",
    config: {},
    outputShape: (input) => input,
    bind({ engine, x, batch }) {
      const y = engine.tensor(x.shape);
      const size = x.length / batch;
      return {
        y,
        forward: ({ n }) => apply(engine, x, y, n * size),
        backward({ n }, dy, dx) {
          if (!dx) return dy;
          sigmoidGradient(engine, y, dy, dx, n * size);
          return dx;
        },
        free: () => engine.free(y),
      };
    },
  };
}
