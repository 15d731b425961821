import { conv2d } from "../layers/conv2d.js";
import { dense } from "../layers/dense.js";
import { flatten } from "../layers/flatten.js";
import { maxPool2d } from "../layers/max-pool2d.js";
import { relu } from "../layers/relu.js";
import { softmax } from "../layers/softmax.js";
import { type Network, sequential } from "../model/network/sequential.js";

export interface Lenet5Options {
  /** Classes to tell apart. */
  readonly classes?: number | undefined;
}

/**
 * LeNet-5 (LeCun, Bottou, Bengio and Haffner, "Gradient-based learning applied to document recognition", 1998, section II):
 * its layers and sizes, with what has replaced its parts since. 61,706 parameters, 416,520 multiply-adds an image.
 *
 *   then                                                    here
 *   32 x 32 images, the digit in the middle                 28 x 28 with zeros around: the same numbers reach C1
 *   subsampling: 2x2 sums, one trained weight and bias      2x2 max pooling
 *   C3: each map sees some of S2's six                      sees all of them
 *   scaled tanh                                             ReLU
 *   distances to ten drawn digits (RBF units)               a dense layer and a softmax
 */
export function lenet5({ classes = 10 }: Lenet5Options = {}): Network {
  return sequential({ name: "lenet5" }, [
    conv2d(6, 5), // C1
    relu(),
    maxPool2d(), // S2
    conv2d(16, 5, { padding: "valid" }), // C3
    relu(),
    maxPool2d(), // S4
    flatten(),
    dense(120), // C5, a convolution that sees all of S4
    relu(),
    dense(84), // F6
    relu(),
    dense(classes),
    softmax(),
  ]);
}
