import { relu as apply, reluGradient as gradient } from "../engine/ops/elementwise.js";
import { activation } from "./activation.js";
import type { Layer } from "./layer.js";

/** Cuts off what is negative: y = max(0, x). (Nair and Hinton, 2010) */
export function relu(): Layer {
  return activation({ kind: "relu", apply, gradient, from: "x" });
}
