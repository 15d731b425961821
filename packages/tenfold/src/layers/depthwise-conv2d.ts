import { depthwiseConvolution } from "../engine/ops/depthwise.js";
import { sumRows } from "../engine/ops/product.js";
import { UsageError } from "../errors.js";
import { constant, glorotUniform } from "./initializers.js";
import type { Layer } from "./layer.js";
import { type SlidingWindowOptions, slidingWindow } from "./sliding-window.js";

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
export function depthwiseConv2d(kernel: number, options: SlidingWindowOptions = {}): Layer {
  const me = `depthwiseConv2d(${kernel})`;
  if (!Number.isInteger(kernel) || kernel < 1) throw new UsageError(`${me}: kernel is a positive whole number`);
  const { padding, stride, pad, sides, outputSides } = slidingWindow(me, kernel, options);

  return {
    kind: "depthwise_conv2d",
    config: { kernel, padding, stride },
    outputShape: (input) => [...outputSides(input), sides(input)[2]],
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
      const shape = [...outputSides([height, width, channels]), channels] as const;
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
