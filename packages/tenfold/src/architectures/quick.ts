import { batchNorm } from "../layers/batch-norm.js";
import { conv2d } from "../layers/conv2d.js";
import { dense } from "../layers/dense.js";
import { dropout } from "../layers/dropout.js";
import { flatten } from "../layers/flatten.js";
import { maxPool2d } from "../layers/max-pool2d.js";
import { relu } from "../layers/relu.js";
import { softmax } from "../layers/softmax.js";
import { type Network, sequential } from "../model/network/sequential.js";

export interface QuickOptions {
  /** Classes to tell apart. */
  readonly classes?: number | undefined;
}

/** The running statistics follow within tens of steps: with Keras's 0.99 they lag so far behind in a short training that validation looks lost. */
const MOMENTUM = 0.9;

/** A network that learns in about a minute: pooling early leaves little work to the convolutions. */
export function quick({ classes = 10 }: QuickOptions = {}): Network {
  return sequential({ name: "quick" }, [
    conv2d(24, 5),
    batchNorm({ momentum: MOMENTUM }),
    relu(),
    maxPool2d(),
    conv2d(48, 3),
    batchNorm({ momentum: MOMENTUM }),
    relu(),
    conv2d(48, 3),
    batchNorm({ momentum: MOMENTUM }),
    relu(),
    maxPool2d(),
    conv2d(64, 3),
    batchNorm({ momentum: MOMENTUM }),
    relu(),
    maxPool2d(),
    flatten(),
    dense(128),
    batchNorm({ momentum: MOMENTUM }),
    relu(),
    dropout(0.3),
    dense(classes),
    softmax(),
  ]);
}
