import { maxPool, maxPoolGradient } from "../engine/ops/elementwise.js";
import { shapeText } from "../engine/tensor.js";
import { ShapeError } from "../errors.js";
import type { Layer } from "./layer.js";

/** Keeps the largest of each 2x2: `[height, width, channels]` to `[⌊height / 2⌋, ⌊width / 2⌋, channels]`. */
export function maxPool2d(): Layer {
  return {
    kind: "max_pooling2d",
    config: {},
    outputShape(input) {
      const [height, width, channels] = input;
      if (input.length !== 3 || height === undefined || width === undefined || channels === undefined) {
        throw new ShapeError(`maxPool2d() takes [height, width, channels], got ${shapeText(input)}`);
      }
      if (height < 2 || width < 2) throw new ShapeError(`maxPool2d() takes images of 2 x 2 or more, got ${shapeText(input)}`);
      return [Math.floor(height / 2), Math.floor(width / 2), channels];
    },
    bind({ engine, batch, x }) {
      const y = engine.tensor([batch, ...this.outputShape(x.shape.slice(1))]);
      return {
        y,
        forward: ({ n }) => maxPool(engine, x, y, n),
        backward({ n }, dy, dx) {
          if (!dx) return dy;
          maxPoolGradient(engine, x, dy, dx, n);
          return dx;
        },
        free: () => engine.free(y),
      };
    },
  };
}
