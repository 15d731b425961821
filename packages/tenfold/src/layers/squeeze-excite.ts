import { gate, gateGradient, gateSums, pixelMeans } from "../engine/ops/gate.js";
import { shapeText } from "../engine/tensor.js";
import { ShapeError, UsageError } from "../errors.js";
import { dense } from "./dense.js";
import type { Layer } from "./layer.js";
import { sigmoid } from "./sigmoid.js";
import { silu } from "./silu.js";

/**
 * Scales each channel by how much the image as a whole calls for it: y = x sigmoid(W2 silu(W1 mean(x) + b1) + b2). (Hu, Shen
 * and Sun, "Squeeze-and-excitation networks", 2018; with SiLU as in EfficientNet)
 *
 *   x, y [batch, height, width, channels]   mean(x) [batch, channels] -> [batch, reduced] -> [batch, channels]
 *
 * @throws UsageError when a number is not positive and whole
 */
export function squeezeExcite(channels: number, reduced: number): Layer {
  const me = `squeezeExcite(${channels}, ${reduced})`;
  if (![channels, reduced].every((count) => Number.isInteger(count) && count > 0)) {
    throw new UsageError(`${me}: channels and reduced are positive whole numbers`);
  }
  return {
    kind: "squeeze_excite",
    config: { channels, reduced },
    outputShape(input) {
      if (input.length !== 3 || input[2] !== channels) {
        throw new ShapeError(`${me} takes [height, width, ${channels}], got ${shapeText(input)}`);
      }
      return input;
    },
    parts: () => [{ input: [channels], layers: [dense(reduced), silu(), dense(channels), sigmoid()] }],
    multiplyAdds: ([height = 0, width = 0]) => height * width * channels,
    bind({ engine, batch, x, bindPart, forTraining }) {
      const means = engine.tensor([batch, channels]);
      const gates = bindPart(0, means);
      const y = engine.tensor(x.shape);
      const gradients = forTraining ? { dgates: engine.tensor(means.shape), dmeans: engine.tensor(means.shape) } : undefined;
      return {
        y,
        forward(pass) {
          pixelMeans(engine, x, means, pass.n);
          gates.forward(pass);
          gate(engine, x, gates.y, y, pass.n);
        },
        backward(pass, dy, dx) {
          if (!gradients) throw new Error(`${me} was bound without gradients`);
          gateSums(engine, x, dy, gradients.dgates, pass.n); // Σ x dy
          const dmeans = gates.backward(pass, gradients.dgates, gradients.dmeans);
          if (!dx) return dy;
          gateGradient(engine, x, { dy, gates: gates.y, dmeans }, dx, pass.n); // dy gate + dmeans / pixels
          return dx;
        },
        free() {
          gates.free();
          engine.free(means, y, ...Object.values(gradients ?? {}));
        },
      };
    },
  };
}
