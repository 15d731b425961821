import { type Windows, windowPool, windowPoolGradient } from "../engine/ops/window-pool.js";
import type { Shape } from "../engine/tensor.js";
import type { Bound, Site } from "./layer.js";

/** A layer that pools by windows, in its place; `output` is the shape that it makes of one example. */
export function bindPool({ engine, batch, x }: Site, output: Shape, windows: Windows): Bound {
  const y = engine.tensor([batch, ...output]);
  return {
    y,
    forward: ({ n }) => windowPool(engine, x, y, n, windows),
    backward({ n }, dy, dx) {
      if (!dx) return dy;
      windowPoolGradient(engine, { x, y, dy }, dx, n, windows);
      return dx;
    },
    free: () => engine.free(y),
  };
}
