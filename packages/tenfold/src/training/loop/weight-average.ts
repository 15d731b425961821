import type { Callback } from "../../callbacks/callback.js";
import type { Engine } from "../../engine/engine.js";
import { averageUpdate } from "../../engine/ops/update.js";
import type { Tensor } from "../../engine/tensor.js";
import { FormatError } from "../../errors.js";
import type { Weights } from "../../model/network/weights.js";
import type { StoredTensor } from "../../model/stored/safetensors.js";

export interface Averaging {
  /** How much of the mean stays each step, 0.99 for about the last hundred steps; less at first, so that the mean soon leaves the start. */
  readonly decay: number;
}

/** Weights that follow those in training as a running mean, and take their place to be judged and saved. */
export interface WeightAverage {
  /** Takes in the weights after a step. */
  follow(step: number): void;
  /** Lets the weights in training and their mean change places. */
  swap(): void;
  /** Keeps the mean with the state of a training. */
  readonly memory: Callback;
  free(): void;
}

/**
 * An exponential moving average of the weights, running statistics included: the noise of single steps evens out, and what is
 * judged and saved is usually better than any single step's weights. (Polyak and Juditsky, 1992; the form and its warm-up are those
 * of TensorFlow's ExponentialMovingAverage.)
 *
 * @param moved called when `swap` has changed the weights
 */
export function weightAverage(engine: Engine, weights: Weights, { decay }: Averaging, moved: () => void): WeightAverage {
  const pairs = [weights.trainable, weights.fixed].map((w) => ({ w, mean: engine.tensor(w.shape) }));
  for (const { w, mean } of pairs) mean.data.set(w.data);
  return {
    follow(step) {
      const share = 1 - Math.min(decay, (1 + step) / (10 + step));
      for (const { w, mean } of pairs) averageUpdate(engine, w, mean, share);
    },
    swap() {
      for (const { w, mean } of pairs) {
        const before = w.data.slice();
        w.data.set(mean.data);
        mean.data.set(before);
      }
      moved();
    },
    memory: {
      name: "averageWeights",
      memory: () => ({ values: {}, tensors: Object.fromEntries(pairs.map(({ mean }, at) => [String(at), stored(mean)])) }),
      recall({ tensors = {} }) {
        for (const [at, { mean }] of pairs.entries()) {
          const kept = tensors[at]?.data;
          if (kept?.length !== mean.length || !kept.every(Number.isFinite)) {
            throw new FormatError("the resume file does not hold the mean of this network's weights; it is damaged, start the run anew");
          }
          mean.data.set(kept);
        }
      },
    },
    free: () => engine.free(...pairs.map(({ mean }) => mean)),
  };
}

function stored({ shape, data }: Tensor): StoredTensor {
  return { shape, data: data.slice() };
}
