import { UsageError } from "../errors.js";
import type { Layer } from "./layer.js";

export interface RescalingOptions {
  readonly scale: number;
  readonly offset?: number | undefined;
}

/**
 * Moves every number to another range: y = scale · x + offset. Named as in Keras. Imported networks begin with it when they were
 * trained on other numbers than ink from 0 to 1.
 *
 * @throws UsageError when a number is not finite, or scale is 0
 */
export function rescaling({ scale, offset = 0 }: RescalingOptions): Layer {
  if (!Number.isFinite(scale) || scale === 0 || !Number.isFinite(offset)) {
    throw new UsageError(`rescaling: scale ${scale} and offset ${offset} are to be finite numbers, the scale not 0`);
  }
  return {
    kind: "rescaling",
    config: { scale, offset },
    outputShape: (input) => input,
    bind({ engine, x, batch }) {
      const y = engine.tensor(x.shape);
      const size = x.length / batch;
      return {
        y,
        // Plain loops: it runs once a pass, over pixels that are about to be multiplied hundreds of times each.
        forward({ n }) {
          const [from, to] = [x.data, y.data];
          for (let at = 0; at < n * size; at++) to[at] = (from[at] as number) * scale + offset;
        },
        backward({ n }, dy, dx) {
          if (!dx) return dy;
          const [from, to] = [dy.data, dx.data];
          for (let at = 0; at < n * size; at++) to[at] = (from[at] as number) * scale;
          return dx;
        },
        free: () => engine.free(y),
      };
    },
  };
}
