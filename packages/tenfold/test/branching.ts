import { batchNorm } from "../src/layers/batch-norm.js";
import { conv2d } from "../src/layers/conv2d.js";
import { dense } from "../src/layers/dense.js";
import { depthwiseConv2d } from "../src/layers/depthwise-conv2d.js";
import { globalAveragePool2d } from "../src/layers/global-average-pool2d.js";
import { maxPool2d } from "../src/layers/max-pool2d.js";
import { relu } from "../src/layers/relu.js";
import { rescaling } from "../src/layers/rescaling.js";
import { residual } from "../src/layers/residual.js";
import { silu } from "../src/layers/silu.js";
import { softmax } from "../src/layers/softmax.js";
import { squeezeExcite } from "../src/layers/squeeze-excite.js";
import { type Network, sequential } from "../src/model/network/sequential.js";

/** A small network with branches, branches inside those, and every kind of layer that an architecture has. */
export function branching(): Network {
  const inverted = [conv2d(12, 1), silu(), depthwiseConv2d(5), batchNorm(), silu(), squeezeExcite(12, 3), conv2d(8, 1)];
  return sequential({ name: "branching" }, [
    rescaling({ scale: 2, offset: -0.5 }),
    conv2d(8, 5, { padding: "valid", stride: 2 }),
    batchNorm(),
    relu(),
    residual([residual(inverted), relu(), conv2d(8, 3), batchNorm()]),
    relu(),
    residual([conv2d(10, 3, { stride: 2 }), batchNorm()], { shortcut: [conv2d(10, 1, { stride: 2 }), batchNorm()] }),
    maxPool2d(),
    depthwiseConv2d(3, { padding: "valid" }),
    globalAveragePool2d(),
    dense(16),
    silu(),
    residual([dense(16), relu()]),
    dense(10),
    softmax(),
  ]);
}
