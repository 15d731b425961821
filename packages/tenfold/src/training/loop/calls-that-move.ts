import type { CallQueue } from "../../calls/call-queue.js";
import { UsageError } from "../../errors.js";

/**
 * Lets calls take turns that move a model's weights: none of those that a training's callback may make, which has the training's own to wait
 * for.
 */
export function callsThatMove(calls: CallQueue): <T>(what: string, work: () => Promise<T>) => Promise<T> {
  return async (what, work) => {
    if (calls.isLent) {
      throw new UsageError(`${what}: the model is in the midst of a training, whose callback called; call it when fit() has ended`);
    }
    return calls.run(work);
  };
}
