import { type Shape, shapeText } from "../engine/tensor.js";
import { ShapeError, UsageError } from "../errors.js";
import type { Layer, Part } from "./layer.js";

/**
 * What the layers of a branch make of a network's context.
 *
 * @param who asks, as "film"
 * @throws ShapeError when the network has no context, or the branch makes an image of it
 */
export function shapeOfBranch(who: string, branch: readonly Layer[], context: Shape | undefined): number {
  if (!context) {
    throw new ShapeError(`${who}: the network has no context; give it one, as sequential({ input: { image: [28, 28, 1], context: [7] } })`);
  }
  const made = branch.reduce((shape, layer) => layer.outputShape(shape, context), context);
  if (made.length === 1) return made[0] as number;
  throw new ShapeError(`${who}: its branch makes ${shapeText(made)} of the context, [features] are wanted; put flatten() at its end`);
}

/** The branch as the only part of its layer. */
export function partOfBranch(branch: readonly Layer[], context: Shape | undefined): Part[] {
  return [{ input: context ?? [0], layers: branch }];
}

/** @throws UsageError when they are no list of layers, or a softmax is among them */
export function checkBranch(who: string, branch: readonly Layer[]): void {
  if (!Array.isArray(branch))
    throw new UsageError(`${who} takes a list of layers that read the context, as [embedding([7], 4), dense(64)]`);
  if (branch.some(({ kind }) => kind === "softmax")) {
    throw new UsageError(`${who}: softmax() can only be the last layer of a network, not inside a branch`);
  }
}
