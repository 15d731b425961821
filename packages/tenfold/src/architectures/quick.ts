import { batchNorm } from "../layers/batch-norm.js";
import { conv2d } from "../layers/conv2d.js";
import { dense } from "../layers/dense.js";
import { dropout } from "../layers/dropout.js";
import { flatten } from "../layers/flatten.js";
import { maxPool2d } from "../layers/max-pool2d.js";
import { relu } from "../layers/relu.js";
import { softmax } from "../layers/softmax.js";
import { type Network, sequential } from "../model/sequential.js";

export interface QuickOptions {
  /** Classes to tell apart. */
  readonly classes?: number;
}

/** A network that learns in about a minute: pooling early leaves little work to the convolutions. */
export function quick({ classes = 10 }: QuickOptions = {}): Network {
  return sequential({ name: "quick" }, [
    conv2d(24, 5),
    batchNorm(),
    relu(),
    maxPool2d(),
    conv2d(48, 3),
    batchNorm(),
    relu(),
    conv2d(48, 3),
    batchNorm(),
    relu(),
    maxPool2d(),
    conv2d(64, 3),
    batchNorm(),
    relu(),
    maxPool2d(),
    flatten(),
    dense(128),
    batchNorm(),
    relu(),
    dropout(0.3),
    dense(classes),
    softmax(),
  ]);
}
