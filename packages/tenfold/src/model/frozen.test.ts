import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectNear, noise } from "../../test/lab.js";
import { type Engine, startEngine } from "../engine/engine.js";
import { sizeOf, type Tensor } from "../engine/tensor.js";
import { batchNorm } from "../layers/batch-norm.js";
import { conv2d } from "../layers/conv2d.js";
import { dense } from "../layers/dense.js";
import { depthwiseConv2d } from "../layers/depthwise-conv2d.js";
import { dropout } from "../layers/dropout.js";
import { globalAveragePool2d } from "../layers/global-average-pool2d.js";
import type { Layer, Pass } from "../layers/layer.js";
import { maxPool2d } from "../layers/max-pool2d.js";
import { relu } from "../layers/relu.js";
import { residual } from "../layers/residual.js";
import { silu } from "../layers/silu.js";
import { squeezeExcite } from "../layers/squeeze-excite.js";
import { bindNetwork } from "./bound/bind.js";
import { bindApart } from "./bound/bind-apart.js";
import { factorOf, layersToFreeze } from "./network/rate-factors.js";
import { sequential } from "./network/sequential.js";
import { allocateWeights } from "./network/weights.js";

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine({ threads: 2 });
});
afterAll(() => engine.dispose());

const N = 4;
const INPUT = [6, 6, 3];
let version = 0;
const training = (): Pass => ({ n: N, training: true, key: 77, version: version++ });

function bound(layers: readonly Layer[], frozen: readonly string[]) {
  const network = sequential({ name: "frozen", input: INPUT }, layers);
  const weights = allocateWeights(engine, network, 7, true, Object.fromEntries(frozen.map((name) => [name, 0])));
  weights.trainable.data.set(noise(weights.trainable.length, 3).map((value) => 0.5 * value));
  const values = weights.copy();
  const moved = Object.entries(values).filter(([name]) => name.endsWith(".running"));
  for (const [, { data }] of moved) data.set(noise(data.length, 5).map((value) => 1 + 0.3 * value)); // means and variances of something
  weights.set(values, "the test");
  const net = bindNetwork(engine, network, weights, N);
  net.x.data.set(noise(N * sizeOf(INPUT)));
  const dy = engine.tensor(net.logits.shape);
  dy.data.set(noise(dy.length, 99));
  return {
    ...{ network, weights, net, dy },
    free() {
      net.free();
      weights.free();
      engine.free(dy);
    },
  };
}

const branching = [
  conv2d(4, 3),
  batchNorm(),
  silu(),
  residual([conv2d(4, 3), batchNorm(), silu(), depthwiseConv2d(3), batchNorm(), squeezeExcite(4, 2)], { shortcut: [conv2d(4, 1)] }),
  globalAveragePool2d(),
  dense(3),
];

const cases: readonly { readonly what: string; readonly frozen: readonly string[] }[] = [
  { what: "the beginning", frozen: ["conv2d", "batch_normalization"] },
  { what: "the beginning and its branches", frozen: ["conv2d", "batch_normalization", "residual"] },
  { what: "a branch in the middle", frozen: ["residual"] },
  { what: "normalization alone", frozen: ["batch_normalization", "residual.batch_normalization", "residual.batch_normalization_1"] },
  { what: "convolutions without what normalizes them", frozen: ["conv2d", "residual.conv2d", "residual.depthwise_conv2d"] },
  { what: "a shortcut", frozen: ["conv2d", "batch_normalization", "residual.conv2d_1"] },
  { what: "the end", frozen: ["dense"] },
];

describe.each(cases)("a network of which $what is frozen", ({ frozen }) => {
  it("has the gradients that finite differences have, those of the frozen layers left out", () => {
    const { network, weights, net, dy, free } = bound(branching, frozen);
    const loss = () => {
      net.forward(training());
      return net.logits.data.reduce((sum, value, at) => sum + value * (dy.data[at] as number), 0);
    };
    net.forward(training());
    net.backward(training(), dy);
    const gradients = (weights.gradients as Tensor).data.slice();
    expect(gradients.some((value) => value !== 0)).toBe(true);
    const slopes = Float64Array.from(gradients, (_, at) => {
      const before = weights.trainable.data[at] as number;
      weights.trainable.data[at] = before + 0.01;
      const above = loss();
      weights.trainable.data[at] = before - 0.01;
      const below = loss();
      weights.trainable.data[at] = before;
      return (above - below) / 0.02;
    });
    expectNear(gradients, slopes, 5e-3, "the gradients");
    for (const name of frozen.filter((name) => network.layers.some((layer) => layer.name === name))) {
      expect(weights.gradientsOf(name)).toEqual({});
    }
    free();
  });
});

describe("frozen layers", () => {
  it("compute in training what they compute in inference, and leave their statistics alone", () => {
    const layers = [
      conv2d(8, 3),
      batchNorm(),
      relu(),
      maxPool2d(),
      residual([conv2d(8, 3), batchNorm()]),
      dropout(0),
      globalAveragePool2d(),
      dense(2),
    ];
    const { network, weights, net, free } = bound(layers, ["conv2d", "batch_normalization", "residual"]);
    const apart = bindApart(engine, network, weights, N);
    apart.x.data.set(net.x.data);
    const before = weights.copy();
    net.forward(training());
    apart.forward(N);
    expectNear(net.logits.data.slice(), apart.logits.data.slice(), 1e-4);
    expect(weights.copy()).toEqual(before);
    apart.free();
    free();
  });

  it("still drop out", () => {
    const { net, free } = bound(
      [conv2d(8, 3), batchNorm(), relu(), dropout(0.5), globalAveragePool2d(), dense(2)],
      ["conv2d", "batch_normalization"],
    );
    net.forward({ ...training(), key: 1 });
    const one = net.logits.data.slice();
    net.forward({ ...training(), key: 2 });
    expect(net.logits.data.slice()).not.toEqual(one);
    free();
  });

  it("give back all their memory", () => {
    const before = engine.used;
    const { net, dy, free } = bound(branching, ["residual"]);
    net.forward(training());
    net.backward(training(), dy);
    free();
    expect(engine.used).toBe(before);
  });
});

describe("what to freeze", () => {
  const network = sequential({ name: "deep", input: INPUT }, branching);

  it("is told by number, batch normalization going with the layer before it, or by name", () => {
    expect(layersToFreeze(network, 0)).toEqual([]);
    expect(layersToFreeze(network, 1)).toEqual(["conv2d", "batch_normalization"]);
    expect(layersToFreeze(network, 2)).toEqual(["conv2d", "batch_normalization", "residual"]);
    expect(layersToFreeze(network, ["residual.conv2d"])).toEqual(["residual.conv2d"]);
  });

  it("leaves something to train, and is there", () => {
    expect(() => layersToFreeze(network, 3)).toThrow(
      'freeze 3: "deep" has 3 layers to count, conv2d, residual, dense; take a whole number below that, the last is left to train',
    );
    expect(() => layersToFreeze(network, ["conv9"])).toThrow(
      '"deep" has no layer "conv9" with weights; those it has are conv2d, batch_normalization, residual, residual.conv2d, ',
    );
    expect(() => factorOf(network, { silu: 0 })).toThrow('no layer "silu" with weights');
    expect(() => factorOf(network, { dense: -1 })).toThrow('the rate factor of "dense" is -1; a number from 0 is wanted');
    expect(() => factorOf(network, { conv2d: 0, batch_normalization: 0, residual: 0, dense: 0 })).toThrow(
      'every layer of "deep" is frozen',
    );
  });

  it("counts for what is inside, unless that has a factor of its own", () => {
    const factor = factorOf(network, { residual: 0.1, "residual.conv2d": 0.5 });
    expect(["conv2d", "residual.conv2d", "residual.squeeze_excite.dense_1"].map(factor)).toEqual([1, 0.5, 0.1]);
  });
});
