import { tanh as apply, tanhGradient as gradient } from "../engine/ops/sigmoid.js";
import { activation } from "./activation.js";
import type { Layer } from "./layer.js";

/** Squeezes every number between -1 and 1: y = tanh(x), as in LeNet-5. (LeCun, Bottou, Bengio and Haffner, 1998) */
export function tanh(): Layer {
  return activation({ kind: "tanh", apply, gradient, from: "y" });
}
