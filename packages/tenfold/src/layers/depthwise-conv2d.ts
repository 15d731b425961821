import { depthwiseConvolution } from "../engine/ops/depthwise.js";
import { sumRows } from "../engine/ops/product.js";
import { shapeText } from "../engine/tensor.js";
import { ShapeError, UsageError } from "../errors.js";
import type { Conv2dOptions } from "./conv2d.js";
import { constant, glorotUniform } from "./initializers.js";
import type { Layer } from "./layer.js";

/**
 * Slides one square kernel over each channel, apart from the others: y[c] = x[c] * W[c] + b[c]. Channels meet in the 1x1
 * convolution that usually follows. (Sifre, 2014; as in MobileNet, Howard et al., 2017)
 *
 *   x [batch, height, width, channels]   W [kernel, kernel, channels, 1]   b [channels]   y [batch, height / stride, width / stride, channels]
 *
 * Padding and stride are those of `conv2d`.
 *
 * @throws UsageError when kernel or stride is not a positive whole number, or an even kernel shall keep the size
 */
export function depthwiseConv2d(kernel: number, { padding = "same", stride = 1 }: Conv2dOptions = {}): Layer {
  const me = `depthwiseConv2d(${kernel})`;
  if (!Number.isInteger(kernel) || kernel < 1) throw new UsageError(`${me}: kernel is a positive whole number`);
  if (!Number.isInteger(stride) || stride < 1) throw new UsageError(`${me}: stride is ${stride}, a positive whole number is wanted`);
  if (padding === "same" && kernel % 2 === 0) {
    throw new UsageError(`${me}: an even kernel cannot keep the size; take an odd one or padding "valid"`);
  }
  const pad = padding === "same" ? (kernel - 1) / 2 : 0;

  function sides(input: readonly number[]): readonly [number, number, number] {
    const [height, width, channels] = input;
    if (input.length !== 3 || height === undefined || width === undefined || channels === undefined) {
      throw new ShapeError(`${me} takes [height, width, channels], got ${shapeText(input)}`);
    }
    return [height, width, channels];
  }

  return {
    kind: "depthwise_conv2d",
    config: { kernel, padding, stride },
    outputShape(input) {
      const [height, width, channels] = sides(input);
      const out = [height, width].map((side) => Math.floor((side + 2 * pad - kernel) / stride) + 1);
      if (out.some((side) => side < 1)) {
        throw new ShapeError(`${me} does not fit into ${shapeText(input)}; use a smaller kernel or padding "same"`);
      }
      return [...out, channels];
    },
    weights(input) {
      const channels = sides(input)[2];
      const shape = [kernel, kernel, channels, 1];
      return [
        { name: "kernel", shape, trainable: true, initialize: glorotUniform(shape) },
        { name: "bias", shape: [channels], trainable: true, initialize: constant(0) },
      ];
    },
    multiplyAdds(input) {
      const [height, width, channels] = this.outputShape(input) as [number, number, number];
      return height * width * channels * kernel * kernel;
    },
    bind({ engine, batch, x, weights: { kernel: W, bias: b }, gradients: { kernel: dW, bias: db }, normalizedNext }) {
      if (!W || !b) throw new Error(`${me} was bound without its weights`);
      const [height, width, channels] = sides(x.shape.slice(1));
      const shape = this.outputShape([height, width, channels]) as [number, number, number];
      const conv = depthwiseConvolution(engine, { height, width, channels, kernel, pad, stride });
      const y = engine.tensor([batch, ...shape]);
      return {
        y,
        forward({ n, training }) {
          conv.forward(x, W, y, n, { bias: b, sums: training ? normalizedNext?.sums : undefined });
        },
        backward({ n }, dy, dx) {
          if (dW) conv.weightGradient(x, dy, dW, n); // Σ x dy
          if (db && !normalizedNext) sumRows(engine, dy, db, n * shape[0] * shape[1]); // Σ dy
          if (!dx) return dy;
          conv.inputGradient(dy, W, dx, n); // dy * W turned
          return dx;
        },
        free() {
          conv.free();
          engine.free(y);
        },
      };
    },
  };
}
