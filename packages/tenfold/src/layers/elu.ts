import { elu as apply, eluGradient } from "../engine/ops/activation.js";
import { UsageError } from "../errors.js";
import { activation } from "./activation.js";
import type { Layer } from "./layer.js";

/**
 * A ReLU that goes smoothly to -alpha: y = x above 0, alpha · (exp(x) - 1) below. (Clevert, Unterthiner and Hochreiter, 2016)
 *
 * @throws UsageError unless alpha is a finite number above 0
 */
export function elu({ alpha = 1 }: { readonly alpha?: number } = {}): Layer {
  if (!(alpha > 0 && alpha < Number.POSITIVE_INFINITY)) throw new UsageError(`elu: alpha ${alpha} is to be a finite number above 0`);
  return activation({
    kind: "elu",
    config: { alpha },
    apply: (engine, x, y, length) => apply(engine, x, y, length, alpha),
    gradient: (engine, y, dy, dx, length) => eluGradient(engine, y, dy, dx, length, alpha),
    from: "y",
  });
}
