import { bindPool } from "./bind-pool.js";
import type { Layer } from "./layer.js";
import { type PoolOptions, poolWindow } from "./pool-window.js";

export interface AveragePoolOptions extends PoolOptions {
  /**
   * Whether places beyond the edges count as zeros, as in PyTorch unless told otherwise; by default the mean is that of the pixels inside
   * the image, as in Keras.
   */
  readonly countPadding?: boolean | undefined;
}

/**
 * The mean of each window: by default of each 2x2, `[height, width, channels]` to `[⌊height / 2⌋, ⌊width / 2⌋, channels]`. (As in LeNet-5,
 * LeCun, Bottou, Bengio and Haffner, 1998)
 *
 * @throws UsageError when size or stride is no whole number from 1 to 4096, or the padding is none for windows of that size
 */
export function averagePool2d({ countPadding = false, ...options }: AveragePoolOptions = {}): Layer {
  const { config, margins, outputShape } = poolWindow("averagePool2d()", options);
  const { size, stride } = config;
  const counts = countPadding && config.padding !== "valid"; // else there is nothing to count
  return {
    kind: "average_pooling2d",
    config: { ...config, ...(counts && { countPadding: true }) },
    outputShape,
    bind(site) {
      const pooling = counts ? "mean" : "mean inside";
      return bindPool(site, outputShape(site.x.shape.slice(1)), { pooling, rows: size, columns: size, stride, ...margins });
    },
  };
}
