import { ShapeError } from "../../errors.js";
import { type Engine, SCRATCH_BYTES } from "../engine.js";
import { shapeText, type Tensor } from "../tensor.js";
import { imagesPerLane, lanesFor, MOST_LANES } from "./lanes.js";

/** A 2-D convolution with stride 1. */
export interface ConvolutionShape {
  readonly height: number;
  readonly width: number;
  readonly inputs: number;
  readonly outputs: number;
  /** Side of the square kernel. */
  readonly kernel: number;
  /** Zeros around the image: (kernel - 1) / 2 for "same", 0 for "valid". */
  readonly pad: number;
}

/** The three products of a convolutional layer, for one shape; `n` is how many images of the tensors count. */
export interface Convolution {
  /** Which algorithm computes it. */
  readonly algorithm: "winograd" | "im2col";
  /**
   * y = x * w + bias.
   *
   * x `[n, height, width, inputs]`, w `[kernel, kernel, inputs, outputs]`, y `[n, out height, out width, outputs]`
   */
  forward(x: Tensor, w: Tensor, y: Tensor, n: number, options?: ForwardOptions): void;
  /** dx = dy * w turned by 180°. */
  inputGradient(dy: Tensor, w: Tensor, dx: Tensor, n: number): void;
  /** dw = Σ over images and pixels of x dy. */
  weightGradient(x: Tensor, dy: Tensor, dw: Tensor, n: number): void;
  /** Tells that weights have changed, so that what was derived from them is made anew. */
  weightsChanged(): void;
  free(): void;
}

export interface ForwardOptions {
  readonly bias?: Tensor | undefined;
  /** Receives Σy and Σy² a lane and channel, `[lanes, 2, outputs]`: what batch normalization needs. */
  readonly sums?: Tensor | undefined;
  /** The least value written; 0 makes it a ReLU. */
  readonly floor?: number;
}

/** Winograd tiles in scratch at a time: V and M of a block then stay in a second-level cache of 1 MB. */
const BLOCK_TILES = 48;

/**
 * Plans a convolution: Winograd F(4x4, 3x3) where kernel, padding and channels allow, im2col elsewhere.
 *
 * @throws ShapeError when a layer is too large for a thread's scratch
 */
export function convolution(engine: Engine, shape: ConvolutionShape): Convolution {
  const winograd = shape.kernel === 3 && shape.pad === 1 && shape.inputs % 8 === 0 && shape.outputs % 8 === 0;
  const need = winograd ? winogradScratch(shape) : im2colScratch(shape);
  if (need > SCRATCH_BYTES) {
    const { kernel, inputs, outputs } = shape;
    throw new ShapeError(`convolution: weights ${shapeText([kernel, kernel, inputs, outputs])} need ${need} bytes of scratch, there are ${SCRATCH_BYTES}`);
  }
  return winograd ? winogradConvolution(engine, shape) : im2colConvolution(engine, shape);
}

function winogradConvolution(engine: Engine, { height, width, inputs, outputs }: ConvolutionShape): Convolution {
  const u = engine.tensor([36, outputs / 8, inputs, 8]);
  const turned = engine.tensor([36, inputs / 8, outputs, 8]);
  const partial = engine.tensor([MOST_LANES, 9 * inputs * outputs]);
  const tiles = Math.ceil(height / 4) * Math.ceil(width / 4);
  let uReady = false;
  let turnedReady = false;

  /** Tiles an item: whole lanes where sums are taken, else whatever keeps all threads busy. */
  function tilesPerItem(n: number, lanes: boolean): number {
    if (lanes) return imagesPerLane(n) * tiles;
    return Math.min(imagesPerLane(n) * tiles, Math.max(8, Math.ceil((n * tiles) / engine.threads / 4) * 4));
  }

  function forward(x: Tensor, weights: Tensor, y: Tensor, n: number, from: number, to: number, { bias, sums, floor }: ForwardOptions): void {
    const perItem = tilesPerItem(n, sums !== undefined);
    const items = Math.ceil((n * tiles) / perItem);
    const least = floor ?? Number.NEGATIVE_INFINITY;
    const pointers = [x.pointer, weights.pointer, bias?.pointer ?? 0, y.pointer, sums?.pointer ?? 0] as const;
    engine.fork("winogradForward", items, ...pointers, least, n, height, width, from, to, perItem, BLOCK_TILES);
  }

  return {
    algorithm: "winograd",
    forward(x, w, y, n, options = {}) {
      if (!uReady) engine.fork("winogradWeights", Math.ceil(inputs / 8), w.pointer, u.pointer, inputs, outputs);
      uReady = true;
      forward(x, u, y, n, inputs, outputs, options);
    },
    inputGradient(dy, w, dx, n) {
      if (!turnedReady) engine.fork("winogradWeightsTurned", Math.ceil(inputs / 8), w.pointer, turned.pointer, inputs, outputs);
      turnedReady = true;
      forward(dy, turned, dx, n, outputs, inputs, {});
    },
    weightGradient(x, dy, dw, n) {
      const lanes = lanesFor(n);
      const perLane = imagesPerLane(n) * tiles;
      const pointers = [x.pointer, dy.pointer, partial.pointer] as const;
      engine.fork("winogradWeightGradient", lanes, ...pointers, n, height, width, inputs, outputs, perLane, BLOCK_TILES);
      sumLanes(engine, partial, dw, lanes);
    },
    weightsChanged() {
      uReady = false;
      turnedReady = false;
    },
    free: () => engine.free(u, turned, partial),
  };
}

function im2colConvolution(engine: Engine, { height, width, inputs, outputs, kernel, pad }: ConvolutionShape): Convolution {
  const partial = engine.tensor([MOST_LANES, kernel * kernel * inputs * outputs]);
  const outHeight = height + 2 * pad - kernel + 1;
  const outWidth = width + 2 * pad - kernel + 1;
  return {
    algorithm: "im2col",
    forward(x, w, y, n, { bias, sums, floor = Number.NEGATIVE_INFINITY } = {}) {
      const pointers = [x.pointer, w.pointer, bias?.pointer ?? 0, y.pointer, sums?.pointer ?? 0] as const;
      engine.fork("im2colForward", lanesFor(n), ...pointers, floor, n, height, width, inputs, outputs, kernel, pad, 0, imagesPerLane(n));
    },
    inputGradient(dy, w, dx, n) {
      const pointers = [dy.pointer, w.pointer, 0, dx.pointer, 0] as const;
      const sizes = [n, outHeight, outWidth, outputs, inputs, kernel, kernel - 1 - pad] as const;
      engine.fork("im2colForward", lanesFor(n), ...pointers, Number.NEGATIVE_INFINITY, ...sizes, 1, imagesPerLane(n));
    },
    weightGradient(x, dy, dw, n) {
      const pointers = [x.pointer, dy.pointer, partial.pointer] as const;
      const sizes = [n, height, width, inputs, outputs, kernel, pad] as const;
      engine.fork("im2colWeightGradient", lanesFor(n), ...pointers, ...sizes, imagesPerLane(n));
      sumLanes(engine, partial, dw, lanesFor(n));
    },
    weightsChanged() {},
    free: () => engine.free(partial),
  };
}

/** dw = the lanes' partial gradients, added in order. */
function sumLanes(engine: Engine, partial: Tensor, dw: Tensor, lanes: number): void {
  const chunk = 8192;
  engine.fork("sumLanes", Math.ceil(dw.length / chunk), partial.pointer, dw.pointer, dw.length, lanes, chunk);
}

/** As the comment at winogradWeightGradient draws it. */
function winogradScratch({ inputs, outputs }: ConvolutionShape): number {
  return 1024 + 36 * ((inputs + outputs) * BLOCK_TILES * 4 + 128) + 36 * inputs * outputs * 4;
}

function im2colScratch({ inputs, outputs, kernel }: ConvolutionShape): number {
  const depth = kernel * kernel * Math.max(inputs, outputs) + 4;
  const wide = Math.max(inputs, outputs) + 8;
  return depth * wide * 4 + 48 * depth * 4 + 48 * wide * 4 + 256;
}
