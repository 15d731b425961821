import type { Margins } from "../../layers/pool-window.js";
import { sameMargins } from "../../layers/same-margins.js";
import type { NodeSite } from "../values/node-site.js";

/** How far the windows of a convolution or a pool reach beyond an image, as the node's `auto_pad` or `pads` say it. */
export function marginsOf(site: NodeSite, sides: readonly number[], size: number, stride: number): Margins {
  const auto = site.text("auto_pad", "NOTSET");
  const same = sameMargins(sides, size, stride);
  if (auto === "SAME_UPPER") return same;
  if (auto === "SAME_LOWER") return { top: same.bottom, left: same.right, bottom: same.top, right: same.left };
  const [top = 0, left = 0, bottom = 0, right = 0] = (auto === "NOTSET" && site.ints("pads")) || [];
  return { top, left, bottom, right };
}
