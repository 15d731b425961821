import { ShapeError } from "../../errors.js";
import type { Engine } from "../engine.js";
import { SCRATCH_BYTES } from "../scratch.js";
import { shapeText, type Tensor } from "../tensor.js";
import type { ForwardOptions } from "./convolution.js";
import { imagesPerLane, lanesFor, MOST_LANES } from "./lanes.js";

/** A convolution of each channel by a kernel of its own. */
export interface DepthwiseShape {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** Side of the square kernels. */
  readonly kernel: number;
  /** Zeros around the image. */
  readonly pad: number;
  readonly stride: number;
}

/** The three sums of a depthwise layer; `n` is how many images of the tensors count. */
export interface Depthwise {
  /** y = x * w + bias. x `[n, height, width, channels]`, w `[kernel, kernel, channels]`, y `[n, out height, out width, channels]` */
  forward(x: Tensor, w: Tensor, y: Tensor, n: number, options?: Omit<ForwardOptions, "floor">): void;
  inputGradient(dy: Tensor, w: Tensor, dx: Tensor, n: number): void;
  weightGradient(x: Tensor, dy: Tensor, dw: Tensor, n: number): void;
  free(): void;
}

/**
 * Plans a depthwise convolution.
 *
 * @throws ShapeError when the weights and four channels of an image do not fit into a thread's scratch
 */
export function depthwiseConvolution(engine: Engine, shape: DepthwiseShape): Depthwise {
  const { height, width, channels, kernel, pad, stride } = shape;
  const outHeight = Math.floor((height + 2 * pad - kernel) / stride) + 1;
  const outWidth = Math.floor((width + 2 * pad - kernel) / stride) + 1;
  const planes = (height + 2 * pad + kernel) * (width + 2 * pad + kernel + 4 * stride) + height * width;
  const need = 16 * planes + 4 * kernel * kernel * (channels + 4);
  if (need > SCRATCH_BYTES) {
    throw new ShapeError(
      `depthwise convolution: images ${shapeText([height, width, channels])} need ${need} bytes of scratch, there are ${SCRATCH_BYTES}`,
    );
  }
  const partial = engine.tensor([MOST_LANES, kernel * kernel * channels]);

  /** Images an item: whole lanes where sums are taken, else as many as keep all threads busy. */
  const imagesPerItem = (n: number, sums: boolean) => (sums ? imagesPerLane(n) : Math.max(1, Math.ceil(n / Math.max(16, engine.threads))));

  return {
    forward(x, w, y, n, { bias, sums } = {}) {
      const perItem = imagesPerItem(n, sums !== undefined);
      const pointers = [x.pointer, w.pointer, bias?.pointer ?? 0, y.pointer, sums?.pointer ?? 0] as const;
      const sizes = [n, height, width, outHeight, outWidth, channels, kernel, pad, stride, 1] as const;
      engine.fork("depthwise", Math.ceil(n / perItem), ...pointers, ...sizes, 0, perItem);
    },
    inputGradient(dy, w, dx, n) {
      const perItem = imagesPerItem(n, false);
      const pointers = [dy.pointer, w.pointer, 0, dx.pointer, 0] as const;
      const sizes = [n, outHeight, outWidth, height, width, channels, kernel, kernel - 1 - pad, 1, stride] as const;
      engine.fork("depthwise", Math.ceil(n / perItem), ...pointers, ...sizes, 1, perItem);
    },
    weightGradient(x, dy, dw, n) {
      const lanes = lanesFor(n);
      const sizes = [n, height, width, outHeight, outWidth, channels, kernel, pad, stride, imagesPerLane(n)] as const;
      engine.fork("depthwiseWeightGradient", lanes, x.pointer, dy.pointer, partial.pointer, ...sizes);
      engine.fork("sumLanes", 1, partial.pointer, dw.pointer, dw.length, lanes, dw.length);
    },
    free: () => engine.free(partial),
  };
}
