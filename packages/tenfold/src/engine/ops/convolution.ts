import { ShapeError } from "../../errors.js";
import type { Engine } from "../engine.js";
import { SCRATCH_BYTES } from "../scratch.js";
import { shapeText, type Tensor } from "../tensor.js";
import { imagesPerLane, lanesFor, MOST_LANES } from "./lanes.js";

/** A 2-D convolution. */
export interface ConvolutionShape {
  readonly height: number;
  readonly width: number;
  readonly inputs: number;
  readonly outputs: number;
  /** Side of the square kernel. */
  readonly kernel: number;
  /** Zeros around the image: (kernel - 1) / 2 for "same", 0 for "valid". */
  readonly pad: number;
  /** Pixels from one output to the next; 1 by default. */
  readonly stride?: number;
}

/** The three products of a convolutional layer, for one shape; `n` is how many images of the tensors count. */
export interface Convolution {
  /** Which algorithm computes it. */
  readonly algorithm: "winograd" | "gray" | "im2col";
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
  readonly floor?: number | undefined;
}

/**
 * Bytes of V and M in scratch at a time: about a second-level cache. Smaller blocks leave fewer tiles to a product, whose
 * rows come in fours; measured on 1 MB of second-level cache, 1400 KB is 8 % faster a step than 640.
 */
const BLOCK_BYTES = 1400 * 1024;

/**
 * Bytes of V and dM: more, because the tiles of a block are the depth of the weight gradient's products, and every block reads and
 * writes all of dU. Measured at 14 x 14 x 64 on the same machine, blocks of 16 images are 12 % faster than of 4.
 */
const GRADIENT_BLOCK_BYTES = 4096 * 1024;

/**
 * Plans a convolution: Winograd where kernel, padding and channels allow, a direct form for gray images, im2col elsewhere.
 *
 * @throws ShapeError when a layer is too large for a thread's scratch
 */
export function convolution(engine: Engine, shape: ConvolutionShape): Convolution {
  const winograd = shape.kernel === 3 && (shape.stride ?? 1) === 1 && shape.pad === 1 && shape.inputs % 8 === 0 && shape.outputs % 8 === 0;
  if (winograd && winogradScratch(shape) <= SCRATCH_BYTES) return winogradConvolution(engine, shape);
  const need = im2colScratch(shape);
  if (need > SCRATCH_BYTES) {
    const { kernel, inputs, outputs } = shape;
    throw new ShapeError(
      `convolution: weights ${shapeText([kernel, kernel, inputs, outputs])} need ${need} bytes of scratch, there are ${SCRATCH_BYTES}`,
    );
  }
  return im2colConvolution(engine, shape, shape.inputs === 1 && shape.outputs % 8 === 0 && (shape.stride ?? 1) === 1);
}

function winogradConvolution(engine: Engine, shape: ConvolutionShape): Convolution {
  const { height, width, inputs, outputs } = shape;
  const tile = tileSide(shape);
  const block = imagesPerBlock(shape, BLOCK_BYTES);
  const gradientBlock = imagesPerBlock(shape, GRADIENT_BLOCK_BYTES);
  const points = (tile + 2) ** 2;
  // Each layer of the transformed weights is followed by a cache line, as the kernels lay them out.
  const u = engine.tensor([points, inputs * outputs + 16]);
  const turned = engine.tensor([points, inputs * outputs + 16]);
  const partial = engine.tensor([MOST_LANES, 9 * inputs * outputs]);
  let uReady = false;
  let turnedReady = false;

  /** Images an item: whole lanes where sums are taken, else as many as keep all threads busy. */
  function imagesPerItem(n: number, lanes: boolean): number {
    return lanes ? imagesPerLane(n) : Math.min(imagesPerLane(n), Math.max(1, Math.ceil(n / engine.threads)));
  }

  function forward(
    x: Tensor,
    weights: Tensor,
    y: Tensor,
    n: number,
    from: number,
    to: number,
    { bias, sums, floor }: ForwardOptions,
  ): void {
    const perItem = imagesPerItem(n, sums !== undefined);
    const pointers = [x.pointer, weights.pointer, bias?.pointer ?? 0, y.pointer, sums?.pointer ?? 0] as const;
    const sizes = [n, height, width, from, to, tile, perItem, block] as const;
    engine.fork("winogradForward", Math.ceil(n / perItem), ...pointers, floor ?? Number.NEGATIVE_INFINITY, ...sizes);
  }

  return {
    algorithm: "winograd",
    forward(x, w, y, n, options = {}) {
      if (!uReady) engine.fork("winogradWeights", inputs / 8, w.pointer, u.pointer, inputs, outputs, tile);
      uReady = true;
      forward(x, u, y, n, inputs, outputs, options);
    },
    inputGradient(dy, w, dx, n) {
      if (!turnedReady) engine.fork("winogradWeightsTurned", inputs / 8, w.pointer, turned.pointer, inputs, outputs, tile);
      turnedReady = true;
      forward(dy, turned, dx, n, outputs, inputs, {});
    },
    weightGradient(x, dy, dw, n) {
      const lanes = lanesFor(n);
      const pointers = [x.pointer, dy.pointer, partial.pointer] as const;
      const sizes = [n, height, width, inputs, outputs, tile, imagesPerLane(n), gradientBlock] as const;
      engine.fork("winogradWeightGradient", lanes, ...pointers, ...sizes);
      sumLanes(engine, partial, dw, lanes);
    },
    weightsChanged() {
      uReady = false;
      turnedReady = false;
    },
    free: () => engine.free(u, turned, partial),
  };
}

/** Products a row of the image takes with tiles of m outputs: m + 2 each, and r + 2 for the rest. */
function productsAlong(side: number, m: number): number {
  const rest = side % m;
  return Math.floor(side / m) * (m + 2) + (rest > 0 ? rest + 2 : 0);
}

/** The side of the tiles that take the fewest products of those that the kernels have for these sides. */
function tileSide({ height, width }: ConvolutionShape): number {
  const fits = (m: number) => (m === 7 ? height % 7 === 0 && width % 7 === 0 : height % m !== 5 && width % m !== 5);
  const products = (m: number) => productsAlong(height, m) * productsAlong(width, m);
  return [4, 6, 7].filter(fits).reduce((best, m) => (products(m) < products(best) ? m : best));
}

/** Bytes of V and M for a block of so many images, as the kernels lay it out. */
function blockBytes(shape: ConvolutionShape, images: number): number {
  const tile = tileSide(shape);
  const tiles = images * Math.ceil(shape.height / tile) * Math.ceil(shape.width / tile);
  const rows = Math.ceil(tiles / 4) * 4 + 4;
  return (tile + 2) ** 2 * ((shape.inputs + shape.outputs) * rows * 4 + 128);
}

/** Images whose V and M, or dM, lie in scratch at a time: a power of 2. */
function imagesPerBlock(shape: ConvolutionShape, bytes: number): number {
  let images = 1;
  while (images < 16 && blockBytes(shape, images * 2) <= bytes) images *= 2;
  return images;
}

/** @param gray whether the direct form for one input channel takes the two products it has */
function im2colConvolution(engine: Engine, shape: ConvolutionShape, gray: boolean): Convolution {
  const { height, width, inputs, outputs, kernel, pad, stride = 1 } = shape;
  const partial = engine.tensor([MOST_LANES, kernel * kernel * inputs * outputs]);
  const outHeight = height + 2 * pad - kernel + 1;
  const outWidth = width + 2 * pad - kernel + 1;
  return {
    algorithm: gray ? "gray" : "im2col",
    forward(x, w, y, n, { bias, sums, floor = Number.NEGATIVE_INFINITY } = {}) {
      const pointers = [x.pointer, w.pointer, bias?.pointer ?? 0, y.pointer, sums?.pointer ?? 0] as const;
      if (gray) {
        engine.fork("grayForward", lanesFor(n), ...pointers, floor, n, height, width, outputs, kernel, pad, imagesPerLane(n));
        return;
      }
      const sizes = [n, height, width, inputs, outputs, kernel, pad, stride] as const;
      engine.fork("im2colForward", lanesFor(n), ...pointers, floor, ...sizes, 0, imagesPerLane(n));
    },
    inputGradient(dy, w, dx, n) {
      if (stride > 1) {
        const sizes = [n, height, width, inputs, outputs, kernel, pad, stride] as const;
        engine.fork("col2imInputGradient", lanesFor(n), dy.pointer, w.pointer, dx.pointer, ...sizes, imagesPerLane(n));
        return;
      }
      const pointers = [dy.pointer, w.pointer, 0, dx.pointer, 0] as const;
      const sizes = [n, outHeight, outWidth, outputs, inputs, kernel, kernel - 1 - pad, 1] as const;
      engine.fork("im2colForward", lanesFor(n), ...pointers, Number.NEGATIVE_INFINITY, ...sizes, 1, imagesPerLane(n));
    },
    weightGradient(x, dy, dw, n) {
      const pointers = [x.pointer, dy.pointer, partial.pointer] as const;
      if (gray) engine.fork("grayWeightGradient", lanesFor(n), ...pointers, n, height, width, outputs, kernel, pad, imagesPerLane(n));
      else {
        const sizes = [n, height, width, inputs, outputs, kernel, pad, stride] as const;
        engine.fork("im2colWeightGradient", lanesFor(n), ...pointers, ...sizes, imagesPerLane(n));
      }
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
function winogradScratch(shape: ConvolutionShape): number {
  return (
    2304 +
    blockBytes(shape, imagesPerBlock(shape, GRADIENT_BLOCK_BYTES)) +
    (tileSide(shape) + 2) ** 2 * (shape.inputs * shape.outputs * 4 + 64)
  );
}

function im2colScratch({ inputs, outputs, kernel }: ConvolutionShape): number {
  const depth = kernel * kernel * Math.max(inputs, outputs) + 8;
  const wide = Math.max(inputs, outputs) + 8;
  return depth * wide * 4 + 48 * depth * 4 + 48 * wide * 4 + 256;
}
