import { add } from "../engine/ops/elementwise.js";
import { shapeText } from "../engine/tensor.js";
import { ShapeError, UsageError } from "../errors.js";
import { entryOf, type Layer } from "./layer.js";

export interface ResidualOptions {
  /** What the input passes through on its way past the branch, where the branch changes its shape; nothing by default. */
  readonly shortcut?: readonly Layer[] | undefined;
}

/**
 * Adds what a branch of layers makes of the input to the input itself: y = branch(x) + shortcut(x). (He, Zhang, Ren and Sun,
 * "Deep residual learning for image recognition", 2016)
 *
 *       ┌─ branch[0] … branch[last] ─┐
 *   x ──┤                            + ── y
 *       └─ shortcut, or as it is ────┘
 *
 * @throws UsageError when the branch has no layers, or holds a softmax
 */
export function residual(branch: readonly Layer[], { shortcut }: ResidualOptions = {}): Layer {
  if (branch.length === 0 || shortcut?.length === 0) throw new UsageError("residual: a branch or shortcut has no layers");
  if ([...branch, ...(shortcut ?? [])].some(({ kind }) => kind === "softmax")) {
    throw new UsageError("residual: softmax() can only be the last layer of a network, not inside a branch");
  }
  return {
    kind: "residual",
    config: { branch: branch.map(entryOf), ...(shortcut && { shortcut: shortcut.map(entryOf) }) },
    outputShape(input, context) {
      const through = (layers: readonly Layer[]) => layers.reduce((shape, layer) => layer.outputShape(shape, context), input);
      const [made, past] = [through(branch), through(shortcut ?? [])];
      if (shapeText(made) !== shapeText(past)) {
        throw new ShapeError(
          `residual: the branch makes ${shapeText(made)}, beside it is ${shapeText(past)}; give it a shortcut that fits`,
        );
      }
      return made;
    },
    parts: (input) => [{ input, layers: branch }, ...(shortcut ? [{ input, layers: shortcut }] : [])],
    bind({ engine, batch, x, bindPart, forTraining }) {
      const made = bindPart(0, x);
      const past = shortcut && bindPart(1, x);
      const y = engine.tensor(made.y.shape);
      const dPast = past && forTraining ? engine.tensor(x.shape) : undefined;
      return {
        y,
        forward(pass) {
          made.forward(pass);
          past?.forward(pass);
          add(engine, made.y, past?.y ?? x, y, (pass.n * y.length) / batch);
        },
        backward(pass, dy, dx) {
          const dMade = made.backward(pass, dy, dx);
          const beside = past ? past.backward(pass, dy, dx && dPast) : dy;
          if (!dx) return dy;
          add(engine, dMade, beside, dx, (pass.n * x.length) / batch);
          return dx;
        },
        free() {
          made.free();
          past?.free();
          engine.free(y, ...(dPast ? [dPast] : []));
        },
      };
    },
  };
}
