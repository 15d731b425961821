import { UsageError } from "../errors.js";
import type { Callback } from "./callback.js";

/**
 * The rate falls by `factor` after every epoch: rate factor^(epoch - 1).
 *
 * @throws UsageError unless 0 < factor <= 1
 */
export function exponentialDecay({ factor }: { readonly factor: number }): Callback {
  if (!(factor > 0 && factor <= 1)) throw new UsageError(`exponentialDecay({ factor: ${factor} }): the factor is above 0 and at most 1`);
  return {
    name: "exponentialDecay",
    rate({ epoch, rate }) {
      let now = rate; // by products: Math.pow differs in the last bit between JavaScript engines
      for (let i = 1; i < epoch; i++) now *= factor;
      return now;
    },
  };
}

export interface OneCycleOptions {
  /** The highest rate; the optimizer's by default. */
  readonly peak?: number | undefined;
  /** Share of all steps on the way up. */
  readonly warmUp?: number | undefined;
  /** The first rate is peak / startDivisor. */
  readonly startDivisor?: number | undefined;
  /** The last rate is peak / endDivisor. */
  readonly endDivisor?: number | undefined;
}

/**
 * Up to a peak and down again within the training, each along half a cosine. (Smith and Topin, "Super-Convergence", 2018; the
 * shape is that of PyTorch's OneCycleLR.)
 *
 * @throws UsageError when an option is out of its range
 */
export function oneCycle({ peak, warmUp = 0.3, startDivisor = 25, endDivisor = 1e4 }: OneCycleOptions = {}): Callback {
  if (!((peak === undefined || peak > 0) && warmUp >= 0 && warmUp < 1 && startDivisor >= 1 && endDivisor >= 1)) {
    throw new UsageError(
      `oneCycle({ peak: ${peak}, warmUp: ${warmUp} }): the peak is above 0, warmUp in 0 <= warmUp < 1, the divisors 1 or more`,
    );
  }
  return {
    name: "oneCycle",
    rate({ step, steps, rate }) {
      const top = peak ?? rate;
      const up = Math.round(steps * warmUp);
      if (step < up) return halfCosine(top / startDivisor, top, step / up);
      return halfCosine(top, top / endDivisor, steps - up > 1 ? (step - up) / (steps - up - 1) : 1);
    },
  };
}

/** The rate falls along half a cosine from its start to `end` times it, over all steps. (Loshchilov and Hutter, "SGDR", 2017) */
export function cosineDecay({ end = 0 }: { readonly end?: number } = {}): Callback {
  if (!(end >= 0 && end <= 1)) throw new UsageError(`cosineDecay({ end: ${end} }): the end is a share of the rate, 0 to 1`);
  return { name: "cosineDecay", rate: ({ step, steps, rate }) => halfCosine(rate, rate * end, steps > 1 ? step / (steps - 1) : 1) };
}

/** Rounded to float32: the last bits of a cosine differ between JavaScript engines, and weights shall not. */
function halfCosine(from: number, to: number, part: number): number {
  return Math.fround(to + ((from - to) * (1 + Math.cos(Math.PI * part))) / 2);
}
