import { hardSilu as apply, hardSiluGradient as gradient } from "../engine/ops/activation.js";
import { activation } from "./activation.js";
import type { Layer } from "./layer.js";

/** The SiLU of straight lines, also called hard swish: y = x · min(max(x / 6 + 1/2, 0), 1). (Howard et al., MobileNetV3, 2019) */
export function hardSilu(): Layer {
  return activation({ kind: "hard_silu", apply, gradient, from: "x" });
}
