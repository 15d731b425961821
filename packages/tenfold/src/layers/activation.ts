import type { Engine } from "../engine/engine.js";
import type { Tensor } from "../engine/tensor.js";
import type { Layer, LayerConfig } from "./layer.js";

interface ActivationOps {
  readonly kind: string;
  /** None by default. */
  readonly config?: LayerConfig;
  /** y = f(x) for the first `length` numbers. */
  apply(engine: Engine, x: Tensor, y: Tensor, length: number): void;
  /** dx = dy f'(x), from x or from y = f(x), whichever `from` names. */
  gradient(engine: Engine, xOrY: Tensor, dy: Tensor, dx: Tensor, length: number): void;
  readonly from: "x" | "y";
}

/** A layer that changes every number by itself. */
export function activation({ kind, config = {}, apply, gradient, from }: ActivationOps): Layer {
  return {
    kind,
    config,
    outputShape: (input) => input,
    bind({ engine, x, batch }) {
      const y = engine.tensor(x.shape);
      const size = x.length / batch;
      return {
        y,
        forward: ({ n }) => apply(engine, x, y, n * size),
        backward({ n }, dy, dx) {
          if (!dx) return dy;
          gradient(engine, from === "x" ? x : y, dy, dx, n * size);
          return dx;
        },
        free: () => engine.free(y),
      };
    },
  };
}
