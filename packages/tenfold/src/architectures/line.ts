import { UsageError } from "../errors.js";
import { batchNorm } from "../layers/batch-norm.js";
import { conv2d } from "../layers/conv2d.js";
import { depthwiseConv2d } from "../layers/depthwise-conv2d.js";
import { dropout } from "../layers/dropout.js";
import type { Layer } from "../layers/layer.js";
import { maxPool2d } from "../layers/max-pool2d.js";
import { relu } from "../layers/relu.js";
import { residual } from "../layers/residual.js";
import { type Network, sequential } from "../model/network/sequential.js";

export interface LineOptions {
  /** Classes to tell apart; the last is the blank. The ten digits and the blank by default. */
  readonly classes?: number | undefined;
  /** Pixels of a strip from left to right, a multiple of 4; 168 by default, six times its height. */
  readonly width?: number | undefined;
  /** Channels of the first layers, a multiple of 8; 24 by default. */
  readonly channels?: number | undefined;
}

/** The running statistics follow within tens of steps. */
const MOMENTUM = 0.95;

/**
 * A network that reads a line of writing without cutting it first: fully convolutional, from strips 28 pixels high to a row of logits every 4
 * pixels, each of which sees 70 pixels around it; trained by connectionist temporal classification. Residual blocks bring the strip to 7
 * rows, and a depthwise convolution as high as they are weighs those, a channel each, into one. At 24 channels: 154,832 trainable parameters,
 * 48 million multiply-adds a strip of 168 pixels.
 *
 * Sources: Graves et al., "Connectionist temporal classification", ICML 2006; Matan, Burges, LeCun, Denker, "Multi-digit recognition using a
 * space displacement neural network", NIPS 1991
 *
 * @throws UsageError when channels or width are not such multiples
 */
export function line({ classes = 11, width = 168, channels = 24 }: LineOptions = {}): Network {
  if (!(Number.isInteger(channels / 8) && channels > 0 && Number.isInteger(width / 4) && width > 0)) {
    throw new UsageError(`line({ channels: ${channels}, width: ${width} }): channels are a positive multiple of 8, width one of 4`);
  }
  const wide = 8 * Math.round(channels / 3);
  return sequential({ name: "line", input: [28, width, 1] }, [
    conv2d(channels, 5),
    norm(),
    relu(),
    maxPool2d(),
    ...block(channels, 1),
    ...block(wide, 2),
    ...block(wide, 1),
    conv2d(2 * wide, 1),
    norm(),
    relu(),
    depthwiseConv2d(7, { padding: "valid" }),
    norm(),
    relu(),
    dropout(0.2),
    conv2d(classes, 1),
  ]);
}

function block(filters: number, stride: number): Layer[] {
  const branch = [conv2d(filters, 3, { stride }), norm(), relu(), conv2d(filters, 3), norm()];
  return [residual(branch, stride > 1 ? { shortcut: [conv2d(filters, 1, { stride }), norm()] } : {}), relu()];
}

function norm(): Layer {
  return batchNorm({ momentum: MOMENTUM });
}
