import { bindPool } from "./bind-pool.js";
import type { Layer } from "./layer.js";
import { imageSides } from "./sliding-window.js";

/** The largest pixel of each channel: `[height, width, channels]` to `[channels]`. */
export function globalMaxPool2d(): Layer {
  return {
    kind: "global_max_pooling2d",
    config: {},
    outputShape: (input) => [imageSides("globalMaxPool2d()", input)[2]],
    bind(site) {
      const [rows, columns, channels] = imageSides("globalMaxPool2d()", site.x.shape.slice(1));
      return bindPool(site, [channels], { pooling: "max", rows, columns, stride: 1, top: 0, left: 0 });
    },
  };
}
