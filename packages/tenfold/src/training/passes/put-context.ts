import { sizeOf } from "../../engine/tensor.js";
import type { BoundNetwork } from "../../model/bound/bind.js";

/**
 * Puts what is known of examples before a network, where it takes a context.
 *
 * @param values of all examples, `[rows, numbers]`; without them nothing is known of any
 */
export function putContext(
  { context }: Pick<BoundNetwork, "context">,
  values: Float32Array | undefined,
  { from, n }: { readonly from: number; readonly n: number },
): void {
  if (!context) return;
  const size = sizeOf(context.shape.slice(1));
  if (values) context.data.set(values.subarray(from * size, (from + n) * size));
  else context.data.fill(0, 0, n * size);
}
