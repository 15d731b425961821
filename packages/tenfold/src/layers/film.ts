import { scaleShift, scaleShiftGradient, scaleShiftSums } from "../engine/ops/context.js";
import { shapeText } from "../engine/tensor.js";
import { ShapeError } from "../errors.js";
import { checkBranch, partOfBranch, shapeOfBranch } from "./context-branch.js";
import { entryOf, type Layer } from "./layer.js";

/**
 * Feature-wise scale and shift: what a branch of layers makes of the context says for each channel by how much it counts, and what is added.
 * y = x (1 + scale) + shift. (Perez, Strub, de Vries, Dumoulin and Courville, "FiLM: visual reasoning with a general conditioning layer", 2018)
 *
 *   x, y [batch, …, channels]      context ── branch[0] … branch[last] ── [batch, 2 channels]: scales, then shifts
 *
 * A branch of dense layers gives 0 for a context of zeros before it was trained, and then y is x.
 *
 * @throws UsageError when the branch is no list of layers, or holds a softmax
 */
export function film(branch: readonly Layer[]): Layer {
  checkBranch("film", branch);
  return {
    kind: "film",
    config: { branch: branch.map(entryOf) },
    outputShape(input, context) {
      const channels = input.at(-1) as number;
      const made = shapeOfBranch("film", branch, context);
      if (made === 2 * channels) return input;
      throw new ShapeError(
        `film: its branch makes ${made} numbers of the context, ${shapeText(input)} wants ${2 * channels}, a scale and a shift a channel; ` +
          `end it with dense(${2 * channels})`,
      );
    },
    parts: (_, context) => partOfBranch(branch, context),
    multiplyAdds: (input) => input.reduce((product, side) => product * side, 1),
    bind({ engine, x, context, bindPart, forTraining }) {
      if (!context) throw new Error("film was bound without a context");
      const by = bindPart(0, context);
      const y = engine.tensor(x.shape);
      const dby = forTraining ? engine.tensor(by.y.shape) : undefined;
      return {
        y,
        forward(pass) {
          by.forward(pass);
          scaleShift(engine, x, by.y, y, pass.n);
        },
        backward(pass, dy, dx) {
          if (dby) {
            scaleShiftSums(engine, x, dy, dby, pass.n);
            by.backward(pass, dby, undefined);
          }
          if (!dx) return dy;
          scaleShiftGradient(engine, x, dy, by.y, dx, pass.n);
          return dx;
        },
        free() {
          by.free();
          engine.free(y, ...(dby ? [dby] : []));
        },
      };
    },
  };
}
