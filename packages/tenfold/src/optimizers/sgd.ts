import { sgdUpdate } from "../engine/ops/update.js";
import { UsageError } from "../errors.js";
import { checkState, type Optimizer } from "./optimizer.js";

export interface SgdOptions {
  readonly rate?: number | undefined;
  /** How much of the last move is kept. */
  readonly momentum?: number | undefined;
  /** Looks ahead: the gradient counts from where momentum leads. */
  readonly nesterov?: boolean | undefined;
}

/**
 * Stochastic gradient descent with momentum. (Sutskever et al., 2013; as in Keras.)
 *
 * @throws UsageError unless rate > 0 and 0 <= momentum < 1
 */
export function sgd({ rate = 0.01, momentum = 0, nesterov = false }: SgdOptions = {}): Optimizer {
  if (!(rate > 0 && momentum >= 0 && momentum < 1)) {
    throw new UsageError(`sgd({ rate: ${rate}, momentum: ${momentum} }): the rate is above 0, the momentum in 0 <= momentum < 1`);
  }
  return {
    kind: "sgd",
    config: { rate, momentum, nesterov },
    rate,
    bind(engine, { w, g }) {
      const v = engine.tensor(w.shape);
      return {
        step: (now) => sgdUpdate(engine, { w, g, v }, { rate: now, momentum, nesterov }),
        state: () => ({ tensors: { v: v.data.slice() }, numbers: {} }),
        restore(state) {
          checkState("sgd", state, { tensors: ["v"], numbers: [] }, w.length);
          v.data.set(state.tensors.v as Float32Array);
        },
        free: () => engine.free(v),
      };
    },
  };
}
