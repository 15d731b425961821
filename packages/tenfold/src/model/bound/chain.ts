import type { Tensor } from "../../engine/tensor.js";
import type { Bound } from "../../layers/layer.js";
import type { Spares } from "./spares.js";

interface ChainOptions {
  /** What the first of them reads. */
  readonly x: Tensor;
  /** Where the gradients between them lie, at which level. */
  readonly spares: Spares;
  readonly level: number;
  /** The first that learns: without `dx`, the backward pass ends there. 0 by default. */
  readonly first?: number;
}

/** Layers with their places that follow each other, as one. */
export function chain(bound: readonly Bound[], { x, spares, level, first = 0 }: ChainOptions): Bound {
  return {
    y: bound.at(-1)?.y ?? x,
    forward(pass) {
      for (const layer of bound) layer.forward(pass);
    },
    backward(pass, dy, dx) {
      const until = dx ? 0 : first;
      let gradient = dy;
      for (let at = bound.length - 1; at >= until; at--) {
        gradient = (bound[at] as Bound).backward(pass, gradient, at === until ? dx : spares.other(level, gradient));
      }
      return gradient;
    },
    free() {
      for (const layer of bound) layer.free();
    },
  };
}
