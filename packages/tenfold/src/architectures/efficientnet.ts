import { UsageError } from "../errors.js";
import { batchNorm } from "../layers/batch-norm.js";
import { conv2d } from "../layers/conv2d.js";
import { dense } from "../layers/dense.js";
import { depthwiseConv2d } from "../layers/depthwise-conv2d.js";
import { dropout } from "../layers/dropout.js";
import { globalAveragePool2d } from "../layers/global-average-pool2d.js";
import type { Layer } from "../layers/layer.js";
import { residual } from "../layers/residual.js";
import { silu } from "../layers/silu.js";
import { softmax } from "../layers/softmax.js";
import { squeezeExcite } from "../layers/squeeze-excite.js";
import { type Network, sequential } from "../model/network/sequential.js";

export interface EfficientnetOptions {
  /** Classes to tell apart. */
  readonly classes?: number | undefined;
  /** Compound scaling, φ of the paper: the network becomes 1.1^φ as wide and 1.2^φ as deep; a whole number from 0 to 7, 0 by default. */
  readonly compound?: number | undefined;
}

/** Channels before they are scaled, blocks, and the first block's stride; by stages. */
const STEM = 16;
const STAGES = [
  { filters: 16, blocks: 1, kernel: 3, stride: 2, expansion: 1 }, // 14 x 14
  { filters: 24, blocks: 2, kernel: 3, stride: 1, expansion: 4 },
  { filters: 40, blocks: 2, kernel: 5, stride: 2, expansion: 4 }, // 7 x 7
  { filters: 64, blocks: 2, kernel: 3, stride: 1, expansion: 4 },
] as const;
const HEAD = 128;

/** The running statistics follow within tens of steps, as a short training needs. */
const MOMENTUM = 0.9;

/**
 * EfficientNet (Tan and Le, "EfficientNet: rethinking model scaling for convolutional neural networks", 2019): inverted
 * bottlenecks (MBConv) of 1x1, depthwise and 1x1 convolutions with squeeze and excitation and SiLU, made wider and deeper together.
 * Scaled for 28 x 28: four stages on 14 x 14 and 7 x 7 in place of seven, an expansion of 4 in place of 6, no stochastic depth; the
 * resolution, the third thing that the paper scales, stays. With `compound` 0: 121,858 trainable parameters, 6.6 million
 * multiply-adds an image.
 *
 * @throws UsageError when compound is not a whole number from 0 to 7
 */
export function efficientnet({ classes = 10, compound = 0 }: EfficientnetOptions = {}): Network {
  if (!Number.isInteger(compound) || compound < 0 || compound > 7) {
    throw new UsageError(`efficientnet({ compound: ${compound} }): a whole number from 0 to 7 is wanted`);
  }
  const wide = (channels: number) => inEights(channels * power(1.1, compound));
  const deep = (blocks: number) => Math.ceil(blocks * power(1.2, compound));
  let channels = wide(STEM);
  const stages = STAGES.flatMap(({ filters, blocks, kernel, stride, expansion }) =>
    Array.from({ length: deep(blocks) }, (_, index) => {
      const block = invertedBottleneck(channels, wide(filters), { kernel, expansion, stride: index === 0 ? stride : 1 });
      channels = wide(filters);
      return block;
    }).flat(),
  );
  return sequential({ name: "efficientnet" }, [
    ...activated(conv2d(wide(STEM), 3)),
    ...stages,
    ...activated(conv2d(wide(HEAD), 1)),
    globalAveragePool2d(),
    dropout(0.2),
    dense(classes),
    softmax(),
  ]);
}

interface BlockOptions {
  readonly kernel: number;
  readonly stride: number;
  readonly expansion: number;
}

/** MBConv: wide in the middle, and added to its input where the shape allows. The squeeze is to a quarter of the input's channels. */
function invertedBottleneck(inputs: number, outputs: number, { kernel, stride, expansion }: BlockOptions): Layer[] {
  const inside = inputs * expansion;
  const layers = [
    ...(expansion > 1 ? activated(conv2d(inside, 1)) : []),
    ...activated(depthwiseConv2d(kernel, { stride })),
    squeezeExcite(inside, Math.ceil(inputs / 4)),
    conv2d(outputs, 1),
    batchNorm({ momentum: MOMENTUM }),
  ];
  return stride === 1 && inputs === outputs ? [residual(layers)] : layers;
}

function activated(convolution: Layer): Layer[] {
  return [convolution, batchNorm({ momentum: MOMENTUM }), silu()];
}

/** The nearest multiple of 8, but not more than a tenth less, as the paper's code rounds. */
function inEights(channels: number): number {
  const rounded = Math.max(8, Math.round(channels / 8) * 8);
  return rounded < 0.9 * channels ? rounded + 8 : rounded;
}

/** By products: Math.pow differs in the last bit between JavaScript engines. */
function power(base: number, exponent: number): number {
  return Array.from({ length: exponent }, () => base).reduce((product, factor) => product * factor, 1);
}
