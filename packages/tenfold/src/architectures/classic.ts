import { batchNorm } from "../layers/batch-norm.js";
import { conv2d } from "../layers/conv2d.js";
import { dense } from "../layers/dense.js";
import { dropout } from "../layers/dropout.js";
import { flatten } from "../layers/flatten.js";
import type { Layer } from "../layers/layer.js";
import { maxPool2d } from "../layers/max-pool2d.js";
import { relu } from "../layers/relu.js";
import { softmax } from "../layers/softmax.js";
import { type Network, sequential } from "../model/network/sequential.js";

export interface ClassicOptions {
  /** Classes to tell apart. */
  readonly classes?: number | undefined;
}

/**
 * The seed network: 32-32-pool-64-64-pool-128-pool-dense 128, every convolution 3x3 with "same" padding, everything followed
 * by BatchNorm and ReLU. 288,618 trainable parameters, 22.05 million multiply-adds an image.
 */
export function classic({ classes = 10 }: ClassicOptions = {}): Network {
  const block = (filters: number): Layer[] => [conv2d(filters, 3), batchNorm(), relu()];
  return sequential({ name: "classic" }, [
    ...block(32),
    ...block(32),
    maxPool2d(),
    dropout(0.25),
    ...block(64),
    ...block(64),
    maxPool2d(),
    dropout(0.25),
    ...block(128),
    maxPool2d(),
    dropout(0.25),
    flatten(),
    dense(128),
    batchNorm(),
    relu(),
    dropout(0.5),
    dense(classes),
    softmax(),
  ]);
}
