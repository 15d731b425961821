import { maxPool, maxPoolGradient } from "../engine/ops/elementwise.js";
import { bindPool } from "./bind-pool.js";
import type { Bound, Layer, Site } from "./layer.js";
import { type PoolOptions, poolWindow } from "./pool-window.js";

/**
 * Keeps the largest pixel of each window: by default of each 2x2, `[height, width, channels]` to `[⌊height / 2⌋, ⌊width / 2⌋, channels]`.
 * What lies beyond the edges never wins.
 *
 * @throws UsageError when size or stride is no whole number from 1 to 4096, or the padding is none for windows of that size
 */
export function maxPool2d(options: PoolOptions = {}): Layer {
  const { config, margins, outputShape } = poolWindow("maxPool2d()", options);
  const { size, stride, padding } = config;
  const halves = size === 2 && stride === 2 && padding === "valid";
  return {
    kind: "max_pooling2d",
    config: halves ? {} : config,
    outputShape,
    bind(site) {
      const output = outputShape(site.x.shape.slice(1));
      return halves ? bindHalving(site, output) : bindPool(site, output, { pooling: "max", rows: size, columns: size, stride, ...margins });
    },
  };
}

/** By the kernel for 2x2, which nearly all networks have. */
function bindHalving({ engine, batch, x }: Site, output: readonly number[]): Bound {
  const y = engine.tensor([batch, ...output]);
  return {
    y,
    forward: ({ n }) => maxPool(engine, x, y, n),
    backward({ n }, dy, dx) {
      if (!dx) return dy;
      maxPoolGradient(engine, x, dy, dx, n);
      return dx;
    },
    free: () => engine.free(y),
  };
}
