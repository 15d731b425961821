import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectNear, expectSameBits, MARK, noise } from "../../../test/lab.js";
import { type Engine, startEngine } from "../../engine/engine.js";
import { type Shape, sizeOf, type Tensor } from "../../engine/tensor.js";
import { batchNorm } from "../../layers/batch-norm.js";
import { concatenate } from "../../layers/concatenate.js";
import { conv2d } from "../../layers/conv2d.js";
import { dense } from "../../layers/dense.js";
import { depthwiseConv2d } from "../../layers/depthwise-conv2d.js";
import { dropout } from "../../layers/dropout.js";
import { embedding } from "../../layers/embedding.js";
import { film } from "../../layers/film.js";
import { globalAveragePool2d } from "../../layers/global-average-pool2d.js";
import type { Layer, Pass } from "../../layers/layer.js";
import { maxPool2d } from "../../layers/max-pool2d.js";
import { relu } from "../../layers/relu.js";
import { residual } from "../../layers/residual.js";
import { silu } from "../../layers/silu.js";
import { squeezeExcite } from "../../layers/squeeze-excite.js";
import { sequential } from "../network/sequential.js";
import { allocateWeights } from "../network/weights.js";
import { bindNetwork } from "./bind.js";
import { bindApart } from "./bind-apart.js";

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine({ threads: 2 });
});
afterAll(() => engine.dispose());

/** Room for five examples, of which a pass has four. */
const BATCH = 5;
const N = 4;

let version = 0;
const training = (more: Partial<Pass> = {}): Pass => ({ n: N, training: true, key: 77, version: version++, ...more });
const inference = (): Pass => ({ ...training(), training: false });

/** Layers as a network with memory, its weights drawn at random, zeros and ones among them too; NaN where it must not read. */
function bound(layers: readonly Layer[], input: Shape, forTraining = true, context?: readonly number[]) {
  const network = sequential({ name: "branches", input: { image: input, context: context && [context.length] } }, layers);
  const weights = allocateWeights(engine, network, 7, forTraining);
  weights.trainable.data.set(noise(weights.trainable.length, 3).map((value) => 0.5 * value));
  const net = bindNetwork(engine, network, weights, BATCH);
  net.x.data.fill(Number.NaN).set(noise(N * sizeOf(input)));
  net.context?.data.fill(Number.NaN).set(Array.from({ length: N }, (_, row) => context?.map((value) => value * row) ?? []).flat());
  const dy = engine.tensor(net.logits.shape);
  dy.data.fill(MARK).set(noise((dy.length / BATCH) * N, 99));
  return {
    ...{ network, weights, net, dy },
    free() {
      net.free();
      weights.free();
      engine.free(dy);
    },
  };
}

const counted = (tensor: Tensor) => tensor.data.slice(0, (tensor.length / BATCH) * N);

interface Case {
  readonly name: string;
  readonly layers: readonly Layer[];
  readonly input: Shape;
  /** What is known of each example: this, times its number from 0. */
  readonly context?: readonly number[];
}

const cases: readonly Case[] = [
  { name: "a branch beside nothing", layers: [conv2d(3, 3), residual([conv2d(3, 3), silu()])], input: [5, 4, 3] },
  {
    name: "a branch and a shortcut, both with strides",
    layers: [conv2d(3, 1), residual([conv2d(5, 3, { stride: 2 }), silu(), conv2d(5, 3)], { shortcut: [conv2d(5, 1, { stride: 2 })] })],
    input: [5, 4, 3],
  },
  { name: "squeeze and excitation", layers: [conv2d(6, 1), squeezeExcite(6, 2)], input: [5, 4, 3] },
  {
    name: "branches inside branches",
    layers: [conv2d(3, 1), residual([residual([conv2d(3, 3), silu(), squeezeExcite(3, 2)]), depthwiseConv2d(3)]), globalAveragePool2d()],
    input: [5, 4, 3],
  },
  { name: "a branch that is the first layer", layers: [residual([conv2d(3, 3)], { shortcut: [silu()] }), conv2d(2, 1)], input: [4, 3, 3] },
  {
    name: "images scaled and shifted by a context, before what learns and behind it",
    layers: [film([embedding([3, 0], 2), dense(5), silu(), dense(6)]), conv2d(4, 3), film([dense(8)]), silu()],
    input: [5, 4, 3],
    context: [1, 0.4],
  },
  {
    name: "a context inside a branch, and beside features",
    layers: [residual([conv2d(3, 3), film([dense(6), dropout(0.3)])]), globalAveragePool2d(), concatenate([dense(4), silu()]), dense(5)],
    input: [5, 4, 3],
    context: [0.3, -0.7, 1],
  },
  { name: "a branch with dropout", layers: [conv2d(4, 1), residual([dropout(0.4), conv2d(4, 1)]), dropout(0.3)], input: [4, 3, 3] },
];

describe.each(cases)("a network with $name", ({ layers, input, context }) => {
  it("has the gradients that finite differences have", () => {
    const { weights, net, dy, free } = bound(layers, input, true, context);
    const direction = counted(dy);
    const loss = () => {
      net.forward(training());
      return counted(net.logits).reduce((sum, value, at) => sum + value * (direction[at] as number), 0);
    };
    net.forward(training());
    net.backward(training(), dy);
    const gradients = (weights.gradients as Tensor).data.slice();
    const slopes = Float64Array.from(gradients, (_, at) => {
      const before = weights.trainable.data[at] as number;
      weights.trainable.data[at] = before + 0.01;
      const above = loss();
      weights.trainable.data[at] = before - 0.01;
      const below = loss();
      weights.trainable.data[at] = before;
      return (above - below) / 0.02;
    });
    expectNear(gradients, slopes, 3e-3, "the gradients");
    free();
  });

  it("infers the same from memory for inference only, and gives back all of it", () => {
    const before = engine.used;
    const [one, other] = [bound(layers, input, true, context), bound(layers, input, false, context)];
    one.net.forward(inference());
    other.net.forward(inference());
    expect(counted(one.net.logits).some(Number.isNaN)).toBe(false);
    expectSameBits(counted(other.net.logits), counted(one.net.logits), "logits");
    expect(other.weights.gradients).toBeUndefined();
    one.free();
    other.free();
    expect(engine.used).toBe(before);
  });

  it("does nothing with an empty batch", () => {
    const { weights, net, dy, free } = bound(layers, input, true, context);
    net.logits.data.fill(MARK);
    net.forward(training({ n: 0 }));
    net.backward(training({ n: 0 }), dy);
    expect(net.logits.data.every((value) => value === MARK)).toBe(true);
    expect((weights.gradients as Tensor).data.every((value) => value === 0)).toBe(true);
    free();
  });
});

describe("inside a branch", () => {
  it("batch normalization takes along what follows it, to the bits of the layers one by one", () => {
    const block = [conv2d(8, 3), batchNorm(), relu(), depthwiseConv2d(3), batchNorm(), relu(), maxPool2d()];
    const shortcut = [conv2d(8, 1), maxPool2d()];
    const [inside, beside, past] = [bound([residual(block, { shortcut })], [6, 6, 8]), bound(block, [6, 6, 8]), bound(shortcut, [6, 6, 8])];
    const values = inside.weights.copy();
    const named = (prefix: string, names: readonly string[]) =>
      Object.fromEntries(names.map((name) => [name, values[`residual.${prefix}${name}`]!]));
    beside.weights.set(named("", Object.keys(beside.weights.copy())), "the test");
    const renamed = Object.entries(past.weights.copy()).map(
      ([name]) => [name, values[`residual.${name.replace("conv2d", "conv2d_1")}`]!] as const,
    );
    past.weights.set(Object.fromEntries(renamed), "the test");
    for (const { net } of [inside, beside, past]) net.forward(training());
    const expected = counted(beside.net.logits).map((value, at) => value + (counted(past.net.logits)[at] as number));
    expectSameBits(counted(inside.net.logits), expected, "y");
    for (const { net, dy } of [inside, beside, past]) net.backward(training(), dy);
    expectSameBits(
      inside.weights.gradientsOf("residual.depthwise_conv2d").kernel!.data.slice(),
      beside.weights.gradientsOf("depthwise_conv2d").kernel!.data.slice(),
      "a gradient",
    );
    expectSameBits(
      inside.weights.gradientsOf("residual.conv2d").kernel!.data.slice(),
      beside.weights.gradientsOf("conv2d").kernel!.data.slice(),
      "a gradient",
    );
    for (const { free } of [inside, beside, past]) free();
  });

  it("dropout draws a mask of its own", () => {
    const ones = (layers: readonly Layer[], input: Shape) => {
      const { net, free } = bound(layers, input);
      net.x.data.fill(1);
      net.forward(training());
      const y = counted(net.logits).slice();
      free();
      return y;
    };
    // y = branch + shortcut, each dropping half: 0, 2 or 4 where the masks differ somewhere.
    const y = ones([residual([dropout(0.5)], { shortcut: [dropout(0.5)] })], [8, 8, 4]);
    expect([...new Set(y)].sort()).toEqual([0, 2, 4]);
  });
});

describe("weights inside a branch", () => {
  it("are named by their path, and counted", () => {
    const { network, weights, free } = bound(
      [conv2d(4, 3), residual([conv2d(4, 3), batchNorm(), squeezeExcite(4, 2)]), residual([conv2d(4, 1)], { shortcut: [conv2d(4, 1)] })],
      [6, 6, 1],
    );
    expect(Object.keys(weights.copy())).toEqual([
      "conv2d.kernel",
      "conv2d.bias",
      "residual.conv2d.kernel",
      "residual.conv2d.bias",
      "residual.batch_normalization.gamma",
      "residual.batch_normalization.beta",
      "residual.batch_normalization.running",
      "residual.squeeze_excite.dense.kernel",
      "residual.squeeze_excite.dense.bias",
      "residual.squeeze_excite.dense_1.kernel",
      "residual.squeeze_excite.dense_1.bias",
      "residual_1.conv2d.kernel",
      "residual_1.conv2d.bias",
      "residual_1.conv2d_1.kernel",
      "residual_1.conv2d_1.bias",
    ]);
    expect(network.layers.map(({ number }) => number)).toEqual([0, 1, 9]);
    free();
  });
});

describe("in inference", () => {
  const followers: readonly (readonly Layer[])[] = [
    [],
    [relu()],
    [relu(), maxPool2d()],
    [maxPool2d(), dropout(0.3)],
    [relu(), silu()],
    // other than plain ones: these it must leave to themselves
    [relu({ slope: 0.1 })],
    [relu({ limit: 0.5 }), maxPool2d()],
    [relu(), maxPool2d({ size: 3, stride: 1 }), dropout(0.3)],
  ];

  it.each([
    { by: "Winograd", layers: [conv2d(16, 3)], input: [7, 7, 8], error: 3e-4 },
    { by: "the gray form", layers: [conv2d(8, 3)], input: [6, 5, 1], error: 2e-5 },
    { by: "im2col", layers: [conv2d(5, 3, { stride: 2 })], input: [9, 8, 3], error: 2e-5 },
    { by: "depth", layers: [depthwiseConv2d(3)], input: [5, 6, 4], error: 2e-5 },
  ])("a convolution by $by takes the normalization behind it along, and gives what the layers give one by one", (one) => {
    const { layers, input, error } = one;
    for (const behind of followers) {
      const { network, weights, net, free } = bound([...layers, batchNorm({ momentum: 0.5 }), ...behind], input);
      const apart = bindApart(engine, network, weights, BATCH);
      apart.x.data.set(net.x.data);
      for (let step = 0; step < 3; step++) {
        net.forward(training()); // moves the running statistics, and leaves transformed weights behind
        weights.trainable.data.set(noise(weights.trainable.length, step));
        net.forward(inference());
        net.forward({ ...inference(), version: version - 1 }); // with nothing new
        apart.forward(N);
        expectNear(counted(net.logits), counted(apart.logits), error, `step ${step}`);
      }
      apart.free();
      free();
    }
  });
});
