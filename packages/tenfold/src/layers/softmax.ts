import { softmax as apply } from "../engine/ops/softmax.js";
import { shapeText } from "../engine/tensor.js";
import { ShapeError } from "../errors.js";
import type { Layer } from "./layer.js";

/**
 * Turns a row of logits into probabilities: y = exp(x) / Σ exp(x). The last layer of a classifier; in training the loss
 * takes it together with the cross-entropy in one stable step, so it has no backward pass of its own.
 */
export function softmax(): Layer {
  return {
    kind: "softmax",
    config: {},
    outputShape(input) {
      if (input.length !== 1) throw new ShapeError(`softmax() takes [classes], got ${shapeText(input)}`);
      return input;
    },
    bind({ engine, x }) {
      const y = engine.tensor(x.shape);
      return {
        y,
        forward: ({ n }) => apply(engine, x, y, n),
        backward() {
          throw new Error("softmax is differentiated together with its loss");
        },
        free: () => engine.free(y),
      };
    },
  };
}
