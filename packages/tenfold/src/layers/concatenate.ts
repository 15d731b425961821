import { apartAgain, sideBySide } from "../engine/ops/context.js";
import { shapeText } from "../engine/tensor.js";
import { ShapeError } from "../errors.js";
import { checkBranch, partOfBranch, shapeOfBranch } from "./context-branch.js";
import { entryOf, type Layer } from "./layer.js";

/**
 * Puts what a branch of layers makes of the context behind the features: y = [x, branch(context)]. Without a branch, the context as it is.
 *
 *   x [batch, a] ───────────────────────────────────── [batch, a + b]
 *   context ── branch[0] … branch[last] ── [batch, b] ──┘
 *
 * @throws UsageError when the branch is no list of layers, or holds a softmax
 */
export function concatenate(branch: readonly Layer[] = []): Layer {
  checkBranch("concatenate", branch);
  return {
    kind: "concatenate",
    config: { branch: branch.map(entryOf) },
    outputShape(input, context) {
      const beside = shapeOfBranch("concatenate", branch, context);
      if (input.length === 1) return [(input[0] as number) + beside];
      throw new ShapeError(
        `concatenate takes [features], got ${shapeText(input)}; put flatten() before it, or take film(), which takes images`,
      );
    },
    parts: (_, context) => partOfBranch(branch, context),
    bind({ engine, batch, x, context, bindPart, forTraining }) {
      if (!context) throw new Error("concatenate was bound without a context");
      const made = bindPart(0, context);
      const [left, right] = [x.shape[1] as number, made.y.shape[1] as number];
      const y = engine.tensor([batch, left + right]);
      const dmade = forTraining ? engine.tensor([batch, right]) : undefined;
      return {
        y,
        forward(pass) {
          made.forward(pass);
          sideBySide(engine, x, made.y, y, pass.n);
        },
        backward(pass, dy, dx) {
          apartAgain(engine, dy, { a: dx, b: dmade, left, right }, pass.n);
          if (dmade) made.backward(pass, dmade, undefined);
          return dx ?? dy;
        },
        free() {
          made.free();
          engine.free(y, ...(dmade ? [dmade] : []));
        },
      };
    },
  };
}
