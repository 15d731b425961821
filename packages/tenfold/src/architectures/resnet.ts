import { UsageError } from "../errors.js";
import { batchNorm } from "../layers/batch-norm.js";
import { conv2d } from "../layers/conv2d.js";
import { dense } from "../layers/dense.js";
import { globalAveragePool2d } from "../layers/global-average-pool2d.js";
import type { Layer } from "../layers/layer.js";
import { maxPool2d } from "../layers/max-pool2d.js";
import { relu } from "../layers/relu.js";
import { residual } from "../layers/residual.js";
import { softmax } from "../layers/softmax.js";
import { type Network, sequential } from "../model/network/sequential.js";

export interface ResnetOptions {
  /** Classes to tell apart. */
  readonly classes?: number | undefined;
  /** Layers with weights on the longest way through: 6n + 2, with n basic blocks a stage; 8 by default. */
  readonly depth?: number | undefined;
  /** Channels of the first stage, doubled in the second and again in the third; 32 by default. Multiples of 8 are fastest. */
  readonly width?: number | undefined;
}

/** The running statistics follow within tens of steps, as a short training needs. */
const MOMENTUM = 0.9;

/**
 * A residual network of basic blocks (He, Zhang, Ren and Sun, "Deep residual learning for image recognition", 2016, the network
 * for small images in section 4.2): three stages of n blocks of two 3x3 convolutions, the later ones begun with a stride of 2 and
 * a 1x1 convolution beside it. Other than there the first layer is 5x5 and pooled, so that the stages work on 14 x 14, 7 x 7 and
 * 4 x 4. At depth 8 and width 32: 309,258 trainable parameters, 10.7 million multiply-adds an image.
 *
 * @throws UsageError unless depth is 8, 14, 20, … and width a positive whole number
 */
export function resnet({ classes = 10, depth = 8, width = 32 }: ResnetOptions = {}): Network {
  const blocks = (depth - 2) / 6;
  if (!Number.isInteger(blocks) || blocks < 1 || !Number.isInteger(width) || width < 1) {
    throw new UsageError(`resnet({ depth: ${depth}, width: ${width} }): depth is 8, 14, 20, …, width a positive whole number`);
  }
  const stage = (filters: number, stride: number) =>
    Array.from({ length: blocks }, (_, index) => basicBlock(filters, index === 0 ? stride : 1)).flat();
  return sequential({ name: "resnet" }, [
    conv2d(width, 5),
    norm(),
    relu(),
    maxPool2d(),
    ...stage(width, 1),
    ...stage(2 * width, 2),
    ...stage(4 * width, 2),
    globalAveragePool2d(),
    dense(classes),
    softmax(),
  ]);
}

function basicBlock(filters: number, stride: number): Layer[] {
  const branch = [conv2d(filters, 3, { stride }), norm(), relu(), conv2d(filters, 3), norm()];
  return [residual(branch, stride > 1 ? { shortcut: [conv2d(filters, 1, { stride }), norm()] } : {}), relu()];
}

function norm(): Layer {
  return batchNorm({ momentum: MOMENTUM });
}
