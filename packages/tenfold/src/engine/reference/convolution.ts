import type { Numbers } from "./numbers.js";

/** `n` images and a square kernel that moves over them by `stride` pixels, 1 by default, with `pad` zeros around. */
export interface ConvolutionSizes {
  readonly n: number;
  readonly height: number;
  readonly width: number;
  readonly inputs: number;
  readonly outputs: number;
  readonly kernel: number;
  readonly pad: number;
  readonly stride?: number;
}

/** Rows and columns of pixels that come out. */
export function outputSides({
  height,
  width,
  kernel,
  pad,
  stride = 1,
}: Omit<ConvolutionSizes, "inputs" | "outputs">): readonly [number, number] {
  return [Math.floor((height + 2 * pad - kernel) / stride) + 1, Math.floor((width + 2 * pad - kernel) / stride) + 1];
}

/**
 * y = x * w + bias.
 *
 * x `[n, height, width, inputs]`, w `[kernel, kernel, inputs, outputs]`, bias `[outputs]`, y `[n, out height, out width, outputs]`
 */
export function convolve(x: Numbers, w: Numbers, bias: Numbers | undefined, sizes: ConvolutionSizes): Float64Array {
  const { n, inputs, outputs } = sizes;
  const [outHeight, outWidth] = outputSides(sizes);
  const y = new Float64Array(n * outHeight * outWidth * outputs);
  if (bias) for (let at = 0; at < y.length; at++) y[at] = bias[at % outputs] as number;
  forEachTap(sizes, (x0, w0, y0) => {
    for (let i = 0; i < inputs; i++) {
      for (let o = 0; o < outputs; o++) y[y0 + o]! += x[x0 + i]! * w[w0 + i * outputs + o]!;
    }
  });
  return y;
}

/** dx `[n, height, width, inputs]`: each product x w of the forward pass gives dy w to the place of its x. */
export function convolutionInputGradient(dy: Numbers, w: Numbers, sizes: ConvolutionSizes): Float64Array {
  const { n, height, width, inputs, outputs } = sizes;
  const dx = new Float64Array(n * height * width * inputs);
  forEachTap(sizes, (x0, w0, y0) => {
    for (let i = 0; i < inputs; i++) {
      for (let o = 0; o < outputs; o++) dx[x0 + i]! += dy[y0 + o]! * w[w0 + i * outputs + o]!;
    }
  });
  return dx;
}

/** dw `[kernel, kernel, inputs, outputs]`: each product x w of the forward pass gives x dy to the place of its w. */
export function convolutionWeightGradient(x: Numbers, dy: Numbers, sizes: ConvolutionSizes): Float64Array {
  const { inputs, outputs, kernel } = sizes;
  const dw = new Float64Array(kernel * kernel * inputs * outputs);
  forEachTap(sizes, (x0, w0, y0) => {
    for (let i = 0; i < inputs; i++) {
      for (let o = 0; o < outputs; o++) dw[w0 + i * outputs + o]! += x[x0 + i]! * dy[y0 + o]!;
    }
  });
  return dw;
}

/**
 * Every meeting of an input pixel and a tap of the kernel at an output pixel; those outside the image meet zeros and are left
 * out. `visit` gets the places of the first channel: of the pixel in x, of the tap's matrix in w, and of the pixel in y.
 */
function forEachTap(sizes: ConvolutionSizes, visit: (x0: number, w0: number, y0: number) => void): void {
  const { n, height, width, inputs, outputs, kernel, pad, stride = 1 } = sizes;
  const [outHeight, outWidth] = outputSides(sizes);
  for (let image = 0; image < n; image++) {
    for (let row = 0; row < outHeight; row++) {
      for (let column = 0; column < outWidth; column++) {
        for (let i = 0; i < kernel; i++) {
          for (let j = 0; j < kernel; j++) {
            const y = row * stride + i - pad;
            const x = column * stride + j - pad;
            if (y < 0 || y >= height || x < 0 || x >= width) continue;
            const x0 = ((image * height + y) * width + x) * inputs;
            const w0 = (i * kernel + j) * inputs * outputs;
            const y0 = ((image * outHeight + row) * outWidth + column) * outputs;
            visit(x0, w0, y0);
          }
        }
      }
    }
  }
}
