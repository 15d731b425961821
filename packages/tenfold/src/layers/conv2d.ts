import { convolution } from "../engine/ops/convolution.js";
import { foldNormalization } from "../engine/ops/normalization.js";
import { sumRows } from "../engine/ops/product.js";
import type { Tensor } from "../engine/tensor.js";
import { UsageError } from "../errors.js";
import { constant, glorotUniform } from "./initializers.js";
import type { Layer, NormalizedNext } from "./layer.js";
import { type SlidingWindowOptions, slidingWindow } from "./sliding-window.js";

/**
 * Slides `filters` square kernels over the image: y = x * W + b. With a stride of s, every s-th output only: ⌈size / s⌉ with "same".
 *
 *   x [batch, height, width, inputs]   W [kernel, kernel, inputs, filters]   b [filters]   y [batch, height, width, filters]
 *
 * "same" takes odd kernels only.
 *
 * @throws UsageError when filters, kernel or stride is not a positive whole number, or an even kernel shall keep the size
 */
export function conv2d(filters: number, kernel: number, options: SlidingWindowOptions = {}): Layer {
  const me = `conv2d(${filters}, ${kernel})`;
  if (!Number.isInteger(filters) || filters < 1 || !Number.isInteger(kernel) || kernel < 1) {
    throw new UsageError(`${me}: filters and kernel are positive whole numbers`);
  }
  const { padding, stride, pad, sides, outputSides } = slidingWindow(me, kernel, options);

  return {
    kind: "conv2d",
    config: { filters, kernel, padding, ...(stride > 1 && { stride }) },
    outputShape: (input) => [...outputSides(input), filters],
    weights(input) {
      const shape = [kernel, kernel, sides(input)[2], filters];
      return [
        { name: "kernel", shape, trainable: true, initialize: glorotUniform(shape) },
        { name: "bias", shape: [filters], trainable: true, initialize: constant(0) },
      ];
    },
    multiplyAdds(input) {
      const [height, width] = outputSides(input);
      return height * width * kernel * kernel * sides(input)[2] * filters;
    },
    bind({ engine, batch, x, weights: { kernel: W, bias: b }, gradients, normalizedNext }) {
      if (!W || !b) throw new Error(`${me} was bound without its weights`);
      const [height, width, inputs] = sides(x.shape.slice(1));
      const shape = [...outputSides([height, width, inputs]), filters] as const;
      const conv = convolution(engine, { height, width, inputs, outputs: filters, kernel, pad, stride });
      const y = engine.tensor([batch, ...shape]);
      const folded = normalizedNext && { W: engine.tensor(W.shape), b: engine.tensor(b.shape) };
      let last = { version: -1, training: false };

      /** In inference the batch normalization behind is a matter of other weights. */
      function inferNormalized(n: number, changed: boolean, next: NormalizedNext, into: { W: Tensor; b: Tensor }): void {
        const { constants, floor, y: to } = next.takeOver();
        if (changed) foldNormalization(engine, W as Tensor, b as Tensor, constants, into.W, into.b);
        conv.forward(x, into.W, to, n, { bias: into.b, floor });
      }

      return {
        y,
        forward(pass) {
          const changed = pass.version !== last.version || pass.training !== last.training;
          if (changed) conv.weightsChanged();
          last = pass;
          if (folded && !pass.training) inferNormalized(pass.n, changed, normalizedNext, folded);
          else conv.forward(x, W, y, pass.n, { bias: b, sums: normalizedNext?.sums });
        },
        backward({ n }, dy, dx) {
          const { kernel: dW, bias: db } = gradients;
          if (dW) conv.weightGradient(x, dy, dW, n); // Σ x dy
          if (db && !normalizedNext) sumRows(engine, dy, db, n * shape[0] * shape[1]); // Σ dy
          if (!dx) return dy;
          conv.inputGradient(dy, W, dx, n); // dy * W turned
          return dx;
        },
        free() {
          conv.free();
          engine.free(y, ...(folded ? [folded.W, folded.b] : []));
        },
      };
    },
  };
}
