import { relu as plain, reluGradient as plainGradient, slopedRelu, slopedReluGradient } from "../engine/ops/elementwise.js";
import { UsageError } from "../errors.js";
import { activation } from "./activation.js";
import type { Layer } from "./layer.js";

export interface ReluOptions {
  /** What is negative is multiplied by it: 0 by default; 0.01 or 0.3, say, in a leaky ReLU. (Maas, Hannun and Ng, 2013) */
  readonly slope?: number | undefined;
  /** The most that comes out, above 0: none by default, 6 in ReLU6. (Krizhevsky, 2010) */
  readonly limit?: number | undefined;
}

/**
 * Cuts off what is negative, or flattens it: y = min(limit, max(0, x) + slope · min(0, x)). (Nair and Hinton, 2010)
 *
 * @throws UsageError when the slope is not finite, or the limit not above 0
 */
export function relu({ slope = 0, limit = Number.POSITIVE_INFINITY }: ReluOptions = {}): Layer {
  if (!Number.isFinite(slope) || !(limit > 0)) {
    throw new UsageError(`relu: slope ${slope} is to be a finite number, limit ${limit} one above 0`);
  }
  if (slope === 0 && limit === Number.POSITIVE_INFINITY) {
    return activation({ kind: "relu", apply: plain, gradient: plainGradient, from: "x" });
  }
  const form = { slope, limit };
  return activation({
    kind: "relu",
    config: { ...(slope !== 0 && { slope }), ...(limit < Number.POSITIVE_INFINITY && { limit }) },
    apply: (engine, x, y, length) => slopedRelu(engine, x, y, length, form),
    gradient: (engine, x, dy, dx, length) => slopedReluGradient(engine, x, dy, dx, length, form),
    from: "x",
  });
}
