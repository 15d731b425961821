import type { Engine } from "../engine.js";
import type { Tensor } from "../tensor.js";
import { type Dropout, dropoutArguments } from "./elementwise.js";
import { imagesPerLane, lanesFor, MOST_LANES } from "./lanes.js";

/** Batch normalization of z `[batch, (height, width,) channels]` and what of ReLU, 2x2 max pool and dropout follows it. */
export interface NormalizationShape {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly relu: boolean;
  readonly pool: boolean;
  readonly momentum: number;
  readonly epsilon: number;
}

export interface NormalizationWeights {
  readonly gamma: Tensor;
  readonly beta: Tensor;
  /** `[2, channels]`: running mean and variance. */
  readonly running: Tensor;
}

export interface Normalization {
  /** Receives Σz and Σz² a lane from the operation that writes z; else `forward` takes a pass of its own. */
  readonly sums: Tensor;
  /** y = dropout(pool(relu(γ ẑ + β))) by the batch's statistics, which also move the running ones. */
  forward(z: Tensor, y: Tensor, weights: NormalizationWeights, n: number, dropout: Dropout, sumsGiven: boolean): void;
  /** The same by the running statistics and without dropout. */
  infer(z: Tensor, y: Tensor, weights: NormalizationWeights, n: number): void;
  /** `[4, channels]`: scale and shift of inference, then mean and 1 / √(var + ε); until the next `forward`. */
  inferenceConstants(weights: NormalizationWeights): Tensor;
  /** dγ and dβ, and dz where it is wanted, from dy; dz may be z. To be called after `forward` with the same dropout. */
  backward(z: Tensor, dy: Tensor, dz: Tensor | undefined, gradients: { gamma: Tensor; beta: Tensor }, n: number, dropout: Dropout): void;
  free(): void;
}

/** Plans batch normalization for one shape. */
export function normalization(engine: Engine, shape: NormalizationShape): Normalization {
  const { height, width, channels, relu, pool, momentum, epsilon } = shape;
  const sums = engine.tensor([MOST_LANES, 2, channels]);
  const constants = engine.tensor([4, channels]);
  const coefficients = engine.tensor([2, channels]);
  const floor = relu ? 0 : Number.NEGATIVE_INFINITY;
  const area = height * width;

  /** How the kernels want to know about images: in whole images through a pool, in rows of channels otherwise. */
  const extent = (n: number) =>
    pool
      ? { sizes: [n, height, width, channels] as const, perItem: imagesPerLane(n) }
      : { sizes: [n * area, channels] as const, perItem: imagesPerLane(n) * area };

  function normalize(z: Tensor, y: Tensor, n: number, dropout: Dropout): void {
    const { sizes, perItem } = extent(n);
    const pointers = [z.pointer, constants.pointer, y.pointer] as const;
    const kernel = pool ? "normalizePool" : "normalize";
    engine.fork(kernel, lanesFor(n), ...pointers, ...sizes, floor, ...dropoutArguments(dropout), perItem);
  }

  function inferenceConstants({ gamma, beta, running }: NormalizationWeights): Tensor {
    const pointers = [gamma.pointer, beta.pointer, running.pointer, constants.pointer] as const;
    engine.fork("batchNormInference", 1, ...pointers, channels, epsilon);
    return constants;
  }

  return {
    sums,
    forward(z, y, { gamma, beta, running }, n, dropout, sumsGiven) {
      if (n === 0) return; // no images, no statistics
      const rows = n * area;
      if (!sumsGiven) {
        engine.fork("batchNormSums", lanesFor(n), z.pointer, sums.pointer, rows, channels, imagesPerLane(n) * area);
      }
      const pointers = [gamma.pointer, beta.pointer, running.pointer, constants.pointer] as const;
      engine.fork("batchNormFinish", 1, sums.pointer, lanesFor(n), rows, ...pointers, channels, momentum, epsilon);
      normalize(z, y, n, dropout);
    },
    infer(z, y, weights, n) {
      inferenceConstants(weights);
      normalize(z, y, n, { rate: 0, key: 0 });
    },
    inferenceConstants,
    backward(z, dy, dz, gradients, n, dropout) {
      const { sizes, perItem } = extent(n);
      const kernel = pool ? "normalizePoolGradient" : "normalizeGradient";
      const rest = [...sizes, floor, ...dropoutArguments(dropout), perItem] as const;
      engine.fork(`${kernel}Sums`, lanesFor(n), z.pointer, constants.pointer, dy.pointer, sums.pointer, ...rest);
      const out = [gradients.gamma.pointer, gradients.beta.pointer, coefficients.pointer] as const;
      engine.fork("batchNormGradientFinish", 1, sums.pointer, lanesFor(n), n * area, constants.pointer, ...out, channels);
      if (!dz) return;
      engine.fork(kernel, lanesFor(n), z.pointer, constants.pointer, coefficients.pointer, dy.pointer, dz.pointer, ...rest);
    },
    free: () => engine.free(sums, constants, coefficients),
  };
}

/**
 * Weights and bias of a layer that scales and shifts each channel of what it makes.
 *
 * @param w `[…, channels]`, as `toW`
 * @param constants `[4, channels]`, of which scale and shift are taken
 */
export function foldNormalization(engine: Engine, w: Tensor, bias: Tensor, constants: Tensor, toW: Tensor, toBias: Tensor): void {
  const [channels] = bias.shape as readonly [number];
  const pointers = [w.pointer, bias.pointer, constants.pointer, toW.pointer, toBias.pointer] as const;
  engine.fork("foldNormalization", 1, ...pointers, w.length / channels, channels);
}
