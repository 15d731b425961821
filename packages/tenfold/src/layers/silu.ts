import { silu as apply, siluGradient } from "../engine/ops/sigmoid.js";
import type { Layer } from "./layer.js";

/** A smooth ReLU, also called swish: y = x / (1 + exp(-x)). (Elfwing, Uchibe and Doya, 2018) */
export function silu(): Layer {
  return {
    kind: "silu",
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
          siluGradient(engine, x, dy, dx, n * size);
          return dx;
        },
        free: () => engine.free(y),
      };
    },
  };
}
