import { averagePool2d } from "../src/layers/average-pool2d.js";
import { batchNorm } from "../src/layers/batch-norm.js";
import { conv2d } from "../src/layers/conv2d.js";
import { dense } from "../src/layers/dense.js";
import { elu } from "../src/layers/elu.js";
import { flatten } from "../src/layers/flatten.js";
import { globalMaxPool2d } from "../src/layers/global-max-pool2d.js";
import { hardSilu } from "../src/layers/hard-silu.js";
import { maxPool2d } from "../src/layers/max-pool2d.js";
import { relu } from "../src/layers/relu.js";
import { residual } from "../src/layers/residual.js";
import { softmax } from "../src/layers/softmax.js";
import { tanh } from "../src/layers/tanh.js";
import { zeroPadding2d } from "../src/layers/zero-padding2d.js";
import { type Network, sequential } from "../src/model/network/sequential.js";

/** LeNet-5 with the activation and the pooling it was published with, and a softmax. */
export function publishedLenet(): Network {
  return sequential({ name: "lenet" }, [
    ...[conv2d(6, 5), tanh(), averagePool2d()],
    ...[conv2d(16, 5, { padding: "valid" }), tanh(), averagePool2d(), flatten()],
    ...[dense(120), tanh(), dense(84), tanh(), dense(10), softmax()],
  ]);
}

/** Begins as residual networks do, with every form of ReLU and pooling that Tenfold's own architectures have not. */
export function stemmed(): Network {
  return sequential({ name: "stemmed" }, [
    ...[conv2d(8, 7, { stride: 2 }), batchNorm(), relu({ slope: 0.1 }), maxPool2d({ size: 3, stride: 2, padding: "same" })],
    residual([conv2d(8, 3), batchNorm(), relu({ limit: 6 }), conv2d(8, 3), batchNorm()]),
    relu({ slope: 0.25, limit: 2 }),
    averagePool2d({ size: 3, stride: 2, padding: "same", countPadding: true }),
    maxPool2d({ size: 2, stride: 1, padding: { top: 0, left: 1, bottom: 1, right: 0 } }),
    averagePool2d({ size: 3, stride: 2, padding: { top: 0, left: 1, bottom: 1, right: 0 } }),
    zeroPadding2d({ top: 1, left: 0, bottom: 2, right: 1 }),
    ...[conv2d(8, 2, { padding: "valid" }), elu({ alpha: 0.5 }), hardSilu(), globalMaxPool2d(), dense(10), softmax()],
  ]);
}
