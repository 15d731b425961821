// Parameter groups: an optimizer bound to each, at its own share of the learning rate.

import type { Engine } from "../engine/engine.js";
import type { Tensor } from "../engine/tensor.js";
import type { BoundOptimizer, Optimizer, OptimizerState } from "./optimizer.js";

/** A parameter group: weights that move by the same share of the learning rate, with their gradients. */
export interface WeightGroup {
  readonly w: Tensor;
  readonly g: Tensor;
  /** That share, above 0. */
  readonly factor: number;
}

/** Puts an optimizer to work on groups of weights, each at its own rate. One group alone is as if there were no groups. */
export function bindGroups(optimizer: Optimizer, engine: Engine, groups: readonly WeightGroup[]): BoundOptimizer {
  const bound = groups.map(({ w, g, factor }) => ({ factor, moving: optimizer.bind(engine, { w, g }) }));
  const named = bound.map(({ moving }, at) => ({ moving, prefix: groups.length > 1 ? `${at}/` : "" }));
  return {
    step(rate) {
      for (const { factor, moving } of bound) moving.step(rate * factor);
    },
    state() {
      const states = named.map(({ moving, prefix }) => renamed(moving.state(), (name) => prefix + name));
      return {
        tensors: Object.assign({}, ...states.map(({ tensors }) => tensors)),
        numbers: Object.assign({}, ...states.map(({ numbers }) => numbers)),
      };
    },
    restore(state) {
      for (const { moving, prefix } of named) {
        moving.restore(renamed(state, (name) => (name.startsWith(prefix) ? name.slice(prefix.length) : undefined)));
      }
    },
    free() {
      for (const { moving } of bound) moving.free();
    },
  };
}

/** A state with its parts called otherwise; what has no new name is left out. */
function renamed({ tensors, numbers }: OptimizerState, rename: (name: string) => string | undefined): OptimizerState {
  const under = <T>(values: Readonly<Record<string, T>>) =>
    Object.fromEntries(
      Object.entries(values).flatMap(([name, value]) => {
        const other = rename(name);
        return other === undefined ? [] : [[other, value] as const];
      }),
    );
  return { tensors: under(tensors), numbers: under(numbers) };
}
