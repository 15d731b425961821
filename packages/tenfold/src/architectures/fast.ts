import { batchNorm } from "../layers/batch-norm.js";
import { conv2d } from "../layers/conv2d.js";
import { dense } from "../layers/dense.js";
import { flatten } from "../layers/flatten.js";
import type { Layer } from "../layers/layer.js";
import { maxPool2d } from "../layers/max-pool2d.js";
import { relu } from "../layers/relu.js";
import { softmax } from "../layers/softmax.js";
import { type Network, sequential } from "../model/network/sequential.js";

export interface FastOptions {
  /** Classes to tell apart. */
  readonly classes?: number | undefined;
}

/** The running statistics follow within tens of steps, as a short training needs. */
const MOMENTUM = 0.9;

/**
 * For 99.4 % after some twenty seconds of training on two cores: three convolutions, each pooled at once, so that the next works on a quarter of
 * the pixels with twice the channels. 29,546 trainable parameters, 2.13 million multiply-adds an image.
 */
export function fast({ classes = 10 }: FastOptions = {}): Network {
  return sequential({ name: "fast" }, [...halved(16, 5), ...halved(32, 3), ...halved(64, 3), flatten(), dense(classes), softmax()]);
}

function halved(filters: number, kernel: number): Layer[] {
  return [conv2d(filters, kernel), batchNorm({ momentum: MOMENTUM }), relu(), maxPool2d()];
}
