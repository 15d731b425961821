import { sigmoid as apply, sigmoidGradient as gradient } from "../engine/ops/sigmoid.js";
import { activation } from "./activation.js";
import type { Layer } from "./layer.js";

/** Squeezes every number between 0 and 1: y = 1 / (1 + exp(-x)). */
export function sigmoid(): Layer {
  return activation({ kind: "sigmoid", apply, gradient, from: "y" });
}
