// Gradient buffers: where the gradients between layers lie, two a level that take turns.

import type { Engine } from "../../engine/engine.js";
import type { Tensor } from "../../engine/tensor.js";

/**
 * Where the gradients between layers lie: two buffers take turns, one is read while the other is written. Layers inside a layer
 * have two of their own, a level deeper, which those inside its neighbors use again.
 */
export interface Spares {
  /** Asks for room for `length` floats at a level. */
  want(level: number, length: number): void;
  /** Reserves what was asked for. */
  allocate(engine: Engine): void;
  /** The one of a level's two that is not `taken`. */
  other(level: number, taken: Tensor): Tensor;
  free(engine: Engine): void;
}

export function spareBuffers(): Spares {
  const widest: number[] = [];
  let pairs: (readonly [Tensor, Tensor])[] = [];
  return {
    want(level, length) {
      widest[level] = Math.max(widest[level] ?? 0, length);
    },
    allocate(engine) {
      pairs = widest.map((length) => [engine.tensor([length]), engine.tensor([length])]);
    },
    other(level, taken) {
      const pair = pairs[level];
      if (!pair) throw new Error(`level ${level} has no buffers for gradients`);
      return pair[0] === taken ? pair[1] : pair[0];
    },
    free: (engine) => engine.free(...pairs.flat()),
  };
}
