import { maxPool } from "../engine/ops/elementwise.js";
import { type NormalizationWeights, normalization } from "../engine/ops/normalization.js";
import type { Tensor } from "../engine/tensor.js";
import { UsageError } from "../errors.js";
import { dropoutOf } from "./dropout.js";
import { constant } from "./initializers.js";
import type { Bound, Layer, NormalizedNext, Site } from "./layer.js";

export interface BatchNormOptions {
  /** How much of the running statistics stays each step: running = momentum running + (1 - momentum) batch. */
  readonly momentum?: number | undefined;
  /** Added to the variance. */
  readonly epsilon?: number | undefined;
}

/** The layers that may follow batch normalization and share its passes over memory. */
export interface Followers {
  readonly relu: boolean;
  readonly pool: boolean;
  /** With the index of the dropout layer, which keys its mask. */
  readonly dropout: { readonly rate: number; readonly index: number } | undefined;
}

export interface BatchNorm extends Layer {
  /** Runs this layer and its followers as one; the result is what they compute one after the other. */
  bindWith(followers: Followers, site: Site): BoundBatchNorm;
}

export interface BoundBatchNorm extends Bound {
  /** For the layer before, which must leave the sums in training. */
  readonly before: NormalizedNext;
  /** Says that the layer before does so. */
  sumsAreGiven(): void;
}

/**
 * Makes each channel's mean 0 and variance 1 over the batch, then scales and shifts: y = γ (x - mean) / √(var + ε) + β.
 * In inference the running mean and variance stand in. (Ioffe and Szegedy, 2015; defaults as in Keras. The running variance
 * takes the biased estimate, as Keras 3 does.)
 *
 * Frozen, that is bound without gradients, it normalizes as in inference in training, too, and its running statistics do not move.
 *
 *   x, y [batch, …, channels]   gamma, beta [channels]   running [2, channels]: mean, variance
 */
export function batchNorm({ momentum = 0.99, epsilon = 1e-3 }: BatchNormOptions = {}): BatchNorm {
  if (!(momentum >= 0 && momentum < 1) || !(epsilon > 0)) {
    throw new UsageError(`batchNorm: momentum ${momentum} is to be in 0 <= momentum < 1, epsilon ${epsilon} above 0`);
  }
  return {
    kind: "batch_normalization",
    config: { momentum, epsilon },
    outputShape: (input) => input,
    weights(input) {
      const shape = [input.at(-1) ?? 0];
      return [
        { name: "gamma", shape, trainable: true, initialize: constant(1) },
        { name: "beta", shape, trainable: true, initialize: constant(0) },
        { name: "running", shape: [2, ...shape], trainable: false, initialize: meanZeroVarianceOne },
      ];
    },
    bind(site) {
      return this.bindWith({ relu: false, pool: false, dropout: undefined }, site);
    },
    bindWith({ relu, pool, dropout }, { engine, batch, x, weights, gradients }) {
      const { gamma, beta, running } = weights;
      if (!gamma || !beta || !running) throw new Error("batchNorm was bound without its weights");
      const [height = 1, width = 1] = x.shape.slice(1, -1);
      const channels = x.shape.at(-1) as number;
      const norm = normalization(engine, { height, width, channels, relu, pool, momentum, epsilon });
      const y = engine.tensor(pool ? [batch, height >> 1, width >> 1, channels] : x.shape);
      const none = { rate: 0, key: 0 };
      const frozen = !gradients.gamma || !gradients.beta;
      let ofInference: { readonly noShift: Tensor; readonly spread: Tensor } | undefined;
      let sumsGiven = false;
      let takenOver = false;

      function infer(n: number): void {
        if (!takenOver) norm.infer(x, y, { gamma, beta, running } as NormalizationWeights, n);
        else if (pool) maxPool(engine, x, y, n);
      }

      /** The gradient of inference, without followers: that of γ (x - mean) / √(var + ε) + β is the same with mean and β left out. */
      function scaled(dy: Tensor, dx: Tensor, n: number): Tensor {
        if (relu || pool) throw new Error("batchNorm differentiates its inference only when bound alone");
        ofInference ??= { noShift: engine.tensor([channels]), spread: engine.tensor([2, channels]) };
        const { noShift, spread } = ofInference;
        spread.data.set((running as Tensor).data.subarray(channels), channels);
        norm.infer(dy, dx, { gamma: gamma as Tensor, beta: noShift, running: spread }, n);
        return dx;
      }

      return {
        y,
        before: {
          sums: norm.sums,
          takeOver() {
            takenOver = true;
            const floor = relu ? 0 : Number.NEGATIVE_INFINITY;
            return { constants: norm.inferenceConstants({ gamma, beta, running }), floor, y: pool ? x : y };
          },
        },
        sumsAreGiven() {
          sumsGiven = true;
        },
        forward(pass) {
          if (!pass.training || frozen) infer(pass.n);
          else norm.forward(x, y, { gamma, beta, running }, pass.n, dropout ? dropoutOf(dropout.rate, dropout, pass) : none, sumsGiven);
        },
        backward(pass, dy, dx) {
          if (!pass.training || frozen) return dx ? scaled(dy, dx, pass.n) : dy;
          const wrt = gradients as { gamma: Tensor; beta: Tensor };
          norm.backward(x, dy, dx, wrt, pass.n, dropout ? dropoutOf(dropout.rate, dropout, pass) : none);
          return dx ?? dy;
        },
        free() {
          norm.free();
          engine.free(y, ...Object.values(ofInference ?? {}));
        },
      };
    },
  };
}

function meanZeroVarianceOne(values: Float32Array): void {
  values.fill(0, 0, values.length / 2).fill(1, values.length / 2);
}
