import { relu as apply, reluGradient } from "../engine/ops/elementwise.js";
import type { Layer } from "./layer.js";

/** Cuts off what is negative: y = max(0, x). (Nair and Hinton, 2010) */
export function relu(): Layer {
  return {
    kind: "relu",
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
          reluGradient(engine, x, dy, dx, n * size);
          return dx;
        },
        free: () => engine.free(y),
      };
    },
  };
}
