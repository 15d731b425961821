import { batchNorm } from "../layers/batch-norm.js";
import { conv2d } from "../layers/conv2d.js";
import { dense } from "../layers/dense.js";
import { flatten } from "../layers/flatten.js";
import { maxPool2d } from "../layers/max-pool2d.js";
import { relu } from "../layers/relu.js";
import { softmax } from "../layers/softmax.js";
import { type Network, sequential } from "../model/network/sequential.js";

export interface SimpleOptions {
  /** Classes to tell apart. */
  readonly classes?: number | undefined;
}

/** The running statistics follow within tens of steps, as a short training needs. */
const MOMENTUM = 0.9;

/**
 * The least that deserves the name of a convolutional network: two small convolutions, each normalized, cut off and pooled,
 * and one dense layer. 20,842 trainable parameters, 1.23 million multiply-adds an image.
 */
export function simple({ classes = 10 }: SimpleOptions = {}): Network {
  return sequential({ name: "simple" }, [
    conv2d(16, 5),
    batchNorm({ momentum: MOMENTUM }),
    relu(),
    maxPool2d(),
    conv2d(32, 3),
    batchNorm({ momentum: MOMENTUM }),
    relu(),
    maxPool2d(),
    flatten(),
    dense(classes),
    softmax(),
  ]);
}
