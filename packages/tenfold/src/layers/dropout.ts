import { applyDropout } from "../engine/ops/elementwise.js";
import { mix } from "../engine/rng.js";
import { UsageError } from "../errors.js";
import type { Layer, Pass, Site } from "./layer.js";

/**
 * In training sets each number to zero with probability `rate` and scales the others up by 1 / (1 - rate); in inference it
 * does nothing. (Srivastava et al., 2014)
 *
 * @throws UsageError when rate is not in 0 <= rate < 1
 */
export function dropout(rate: number): Layer {
  if (!(rate >= 0 && rate < 1)) throw new UsageError(`dropout(${rate}): the rate is a share, at least 0 and less than 1`);
  return {
    kind: "dropout",
    config: { rate },
    outputShape: (input) => input,
    bind(site) {
      const { engine, x, batch } = site;
      const y = engine.tensor(x.shape);
      const size = x.length / batch;
      return {
        y,
        forward(pass) {
          applyDropout(engine, x, y, pass.n * size, pass.training ? dropoutOf(rate, site, pass) : { rate: 0, key: 0 });
        },
        backward(pass, dy, dx) {
          if (!dx || !pass.training) return dy;
          applyDropout(engine, dy, dx, pass.n * size, dropoutOf(rate, site, pass));
          return dx;
        },
        free: () => engine.free(y),
      };
    },
  };
}

/** The mask of one layer in one step: forward, backward and fused passes draw the same. */
export function dropoutOf(rate: number, { index }: Pick<Site, "index">, { key }: Pass): { rate: number; key: number } {
  return { rate, key: mix(key, index) };
}
