import { product, sumRows } from "../engine/ops/product.js";
import { shapeText } from "../engine/tensor.js";
import { ShapeError, UsageError } from "../errors.js";
import { constant, glorotUniform } from "./initializers.js";
import type { Layer } from "./layer.js";

/**
 * Every output sees every input: y = x · W + b.
 *
 *   x [batch, inputs]   W [inputs, units]   b [units]   y [batch, units]
 *
 * @throws UsageError when units is not a positive whole number
 */
export function dense(units: number): Layer {
  if (!Number.isInteger(units) || units < 1) throw new UsageError(`dense(${units}): units is a positive whole number`);
  return {
    kind: "dense",
    config: { units },
    outputShape(input) {
      if (input.length !== 1) throw new ShapeError(`dense(${units}) takes [features], got ${shapeText(input)}; put flatten() before it`);
      return [units];
    },
    weights([inputs = 0]) {
      const shape = [inputs, units];
      return [
        { name: "kernel", shape, trainable: true, initialize: glorotUniform(shape) },
        { name: "bias", shape: [units], trainable: true, initialize: constant(0) },
      ];
    },
    multiplyAdds: ([inputs = 0]) => inputs * units,
    bind({ engine, batch, x, weights: { kernel: W, bias: b }, gradients: { kernel: dW, bias: db } }) {
      if (!W || !b) throw new Error(`dense(${units}) was bound without its weights`);
      const inputs = x.shape[1] as number;
      const products = product(engine, [
        { depth: inputs, columns: units },
        { depth: units, columns: inputs },
        { depth: batch, columns: units },
      ]);
      const y = engine.tensor([batch, units]);
      return {
        y,
        forward({ n }) {
          products.multiply(x, W, y, { rows: n, depth: inputs, columns: units, bias: b });
        },
        backward({ n }, dy, dx) {
          if (dW) products.multiply(x, dy, dW, { rows: inputs, depth: n, columns: units, turnA: true }); // xᵀ · dy
          if (db) sumRows(engine, dy, db, n); // Σ dy
          if (!dx) return dy;
          products.multiply(dy, W, dx, { rows: n, depth: units, columns: inputs, turnB: true }); // dy · Wᵀ
          return dx;
        },
        free() {
          products.free();
          engine.free(y);
        },
      };
    },
  };
}
