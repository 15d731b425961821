import { adamUpdate } from "../engine/ops/update.js";
import { UsageError } from "../errors.js";
import { checkState, type Optimizer } from "./optimizer.js";

export interface AdamOptions {
  readonly rate?: number | undefined;
  readonly beta1?: number | undefined;
  readonly beta2?: number | undefined;
  readonly epsilon?: number | undefined;
}

/**
 * Adaptive moments: each weight has a step of its own, from running means of its gradient and of the gradient squared.
 * (Kingma and Ba, 2015; defaults as in Keras.)
 *
 * @throws UsageError when a number is out of its range: rate, epsilon > 0, 0 <= beta < 1
 */
export function adam({ rate = 1e-3, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7 }: AdamOptions = {}): Optimizer {
  if (!(rate > 0 && epsilon > 0 && beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1)) {
    throw new UsageError(
      `adam({ rate: ${rate}, beta1: ${beta1}, beta2: ${beta2}, epsilon: ${epsilon} }): rate and epsilon are above 0, the betas in 0 <= beta < 1`,
    );
  }
  return {
    kind: "adam",
    config: { rate, beta1, beta2, epsilon },
    rate,
    bind(engine, { w, g }) {
      const m = engine.tensor(w.shape);
      const v = engine.tensor(w.shape);
      // β^t as running products: unlike Math.pow they are the same in every JavaScript engine.
      let power1 = 1;
      let power2 = 1;
      return {
        step(now) {
          power1 *= beta1;
          power2 *= beta2;
          const corrected = (now * Math.sqrt(1 - power2)) / (1 - power1);
          adamUpdate(engine, { w, g, m, v }, { rate: corrected, beta1, beta2, epsilon });
        },
        state: () => ({ tensors: { m: m.data.slice(), v: v.data.slice() }, numbers: { power1, power2 } }),
        restore(state) {
          checkState("adam", state, { tensors: ["m", "v"], numbers: ["power1", "power2"] }, w.length);
          m.data.set(state.tensors.m as Float32Array);
          v.data.set(state.tensors.v as Float32Array);
          power1 = state.numbers.power1 as number;
          power2 = state.numbers.power2 as number;
        },
        free: () => engine.free(m, v),
      };
    },
  };
}
