import { silu as apply, siluGradient as gradient } from "../engine/ops/sigmoid.js";
import { activation } from "./activation.js";
import type { Layer } from "./layer.js";

/** A smooth ReLU, also called swish: y = x / (1 + exp(-x)). (Elfwing, Uchibe and Doya, 2018) */
export function silu(): Layer {
  return activation({ kind: "silu", apply, gradient, from: "x" });
}
