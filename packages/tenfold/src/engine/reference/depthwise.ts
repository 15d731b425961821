import { type ConvolutionSizes, outputSides } from "./convolution.js";
import type { Numbers } from "./numbers.js";

/** `n` images, each channel with a square kernel of its own. */
export interface DepthwiseSizes extends Omit<ConvolutionSizes, "inputs" | "outputs"> {
  readonly channels: number;
}

/** y = x * w + bias. x `[n, height, width, channels]`, w `[kernel, kernel, channels]`, y `[n, out height, out width, channels]` */
export function depthwise(x: Numbers, w: Numbers, bias: Numbers | undefined, sizes: DepthwiseSizes): Float64Array {
  const [outHeight, outWidth] = outputSides(sizes);
  const y = new Float64Array(sizes.n * outHeight * outWidth * sizes.channels);
  if (bias) for (let at = 0; at < y.length; at++) y[at] = bias[at % sizes.channels] as number;
  forEachProduct(sizes, (from, tap, to) => {
    y[to]! += x[from]! * w[tap]!;
  });
  return y;
}

export function depthwiseInputGradient(dy: Numbers, w: Numbers, sizes: DepthwiseSizes): Float64Array {
  const dx = new Float64Array(sizes.n * sizes.height * sizes.width * sizes.channels);
  forEachProduct(sizes, (from, tap, to) => {
    dx[from]! += dy[to]! * w[tap]!;
  });
  return dx;
}

export function depthwiseWeightGradient(x: Numbers, dy: Numbers, sizes: DepthwiseSizes): Float64Array {
  const dw = new Float64Array(sizes.kernel ** 2 * sizes.channels);
  forEachProduct(sizes, (from, tap, to) => {
    dw[tap]! += x[from]! * dy[to]!;
  });
  return dw;
}

/** Every product x w of the forward pass, by the places in x, w and y; those with the zeros around the image are left out. */
function forEachProduct(sizes: DepthwiseSizes, visit: (from: number, tap: number, to: number) => void): void {
  const { n, height, width, channels, kernel, pad, stride = 1 } = sizes;
  const [outHeight, outWidth] = outputSides(sizes);
  for (let at = 0; at < n * outHeight * outWidth * channels; at++) {
    const [c, pixel] = [at % channels, Math.floor(at / channels)];
    const [column, row] = [pixel % outWidth, Math.floor(pixel / outWidth) % outHeight];
    const image = Math.floor(pixel / (outWidth * outHeight));
    for (let tap = 0; tap < kernel * kernel; tap++) {
      const y = row * stride + Math.floor(tap / kernel) - pad;
      const x = column * stride + (tap % kernel) - pad;
      if (y < 0 || y >= height || x < 0 || x >= width) continue;
      visit(((image * height + y) * width + x) * channels + c, tap * channels + c, at);
    }
  }
}
