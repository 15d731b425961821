import { pixelMeans, pixelMeansGradient } from "../engine/ops/gate.js";
import { shapeText } from "../engine/tensor.js";
import { ShapeError } from "../errors.js";
import type { Layer } from "./layer.js";

/** The mean of each channel: `[height, width, channels]` to `[channels]`. (Lin, Chen and Yan, "Network in network", 2014) */
export function globalAveragePool2d(): Layer {
  return {
    kind: "global_average_pooling2d",
    config: {},
    outputShape(input) {
      if (input.length !== 3) throw new ShapeError(`globalAveragePool2d() takes [height, width, channels], got ${shapeText(input)}`);
      return input.slice(2);
    },
    bind({ engine, batch, x }) {
      const y = engine.tensor([batch, ...x.shape.slice(3)]);
      return {
        y,
        forward: ({ n }) => pixelMeans(engine, x, y, n),
        backward({ n }, dy, dx) {
          if (!dx) return dy;
          pixelMeansGradient(engine, x, dy, dx, n);
          return dx;
        },
        free: () => engine.free(y),
      };
    },
  };
}
