import { batchNorm } from "../layers/batch-norm.js";
import { conv2d } from "../layers/conv2d.js";
import { dense } from "../layers/dense.js";
import { depthwiseConv2d } from "../layers/depthwise-conv2d.js";
import { globalAveragePool2d } from "../layers/global-average-pool2d.js";
import type { Layer } from "../layers/layer.js";
import { maxPool2d } from "../layers/max-pool2d.js";
import { relu } from "../layers/relu.js";
import { softmax } from "../layers/softmax.js";
import { type Network, sequential } from "../model/network/sequential.js";

export interface MobileOptions {
  /** Classes to tell apart. */
  readonly classes?: number | undefined;
}

/** The running statistics follow within tens of steps, as a short training needs. */
const MOMENTUM = 0.9;

/**
 * Small and quick, for real-time use: depthwise separable convolutions, one kernel a channel and then 1x1 to mix the channels
 * (Howard et al., "MobileNets: efficient convolutional neural networks for mobile vision applications", 2017), scaled for
 * 28 x 28. 24,938 parameters in all, 1.6 million multiply-adds an image.
 */
export function mobile({ classes = 10 }: MobileOptions = {}): Network {
  return sequential({ name: "mobile" }, [
    ...normalized(conv2d(16, 5)),
    maxPool2d(), // 14 x 14
    ...separable(32, 1),
    ...separable(32, 1),
    ...separable(64, 2), // 7 x 7
    ...separable(64, 1),
    ...separable(64, 1),
    ...separable(96, 1),
    globalAveragePool2d(),
    dense(classes),
    softmax(),
  ]);
}

function separable(filters: number, stride: number): Layer[] {
  return [...normalized(depthwiseConv2d(3, { stride })), ...normalized(conv2d(filters, 1))];
}

function normalized(convolution: Layer): Layer[] {
  return [convolution, batchNorm({ momentum: MOMENTUM }), relu()];
}
