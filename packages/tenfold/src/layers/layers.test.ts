import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectNear, expectSameBits, MARK, noise } from "../../test/lab.js";
import { type Engine, startEngine } from "../engine/engine.js";
import { rng } from "../engine/rng.js";
import { type Shape, sizeOf, type Tensor } from "../engine/tensor.js";
import { ShapeError, UsageError } from "../errors.js";
import { averagePool2d } from "./average-pool2d.js";
import { type BatchNorm, type BoundBatchNorm, batchNorm, type Followers } from "./batch-norm.js";
import { concatenate } from "./concatenate.js";
import { conv2d } from "./conv2d.js";
import { dense } from "./dense.js";
import { depthwiseConv2d } from "./depthwise-conv2d.js";
import { dropout } from "./dropout.js";
import { elu } from "./elu.js";
import { embedding } from "./embedding.js";
import { film } from "./film.js";
import { flatten } from "./flatten.js";
import { globalAveragePool2d } from "./global-average-pool2d.js";
import { globalMaxPool2d } from "./global-max-pool2d.js";
import { hardSilu } from "./hard-silu.js";
import type { Bound, Layer, NormalizedNext, Pass, Site } from "./layer.js";
import { maxPool2d } from "./max-pool2d.js";
import { relu } from "./relu.js";
import { rescaling } from "./rescaling.js";
import { residual } from "./residual.js";
import { sigmoid } from "./sigmoid.js";
import { silu } from "./silu.js";
import { softmax } from "./softmax.js";
import { squeezeExcite } from "./squeeze-excite.js";
import { tanh } from "./tanh.js";
import { zeroPadding2d } from "./zero-padding2d.js";

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine({ threads: 2 });
});
afterAll(() => engine.dispose());

/** Room for five examples, of which a pass has four. */
const BATCH = 5;
const N = 4;

/** A layer in its place, with marks where a pass of `N` examples must not write and NaN where it must not read. */
interface Placed {
  readonly bound: Bound;
  readonly x: Tensor;
  readonly dy: Tensor;
  readonly dx: Tensor;
  readonly weights: Readonly<Record<string, Tensor>>;
  readonly gradients: Readonly<Record<string, Tensor>>;
  free(): void;
}

/** What a layer without layers inside it is told. */
const alone: Pick<Site, "forTraining" | "bindPart" | "context"> = {
  forTraining: true,
  context: undefined,
  bindPart() {
    throw new Error("a layer without parts binds none");
  },
};

/** No layers between what is read and who reads it. */
const asItIs = (y: Tensor): Bound => ({ y, forward() {}, backward: (_, dy) => dy, free() {} });

interface Placing {
  readonly values: Float32Array;
  /** Set instead of what the layer initializes. */
  readonly weights?: Readonly<Record<string, ArrayLike<number>>>;
  readonly index?: number;
  readonly normalizedNext?: Site["normalizedNext"];
  /** What is known beside `N` examples, for layers that read it as it is. */
  readonly context?: Float32Array | undefined;
}

function place(layer: Layer, input: Shape, { values, weights: given = {}, index = 3, normalizedNext, context: known }: Placing): Placed {
  const filled = (shape: Shape, value: number) => {
    const tensor = engine.tensor(shape);
    tensor.data.fill(value);
    return tensor;
  };
  const random = rng(1);
  const x = filled([BATCH, ...input], Number.NaN);
  x.data.set(values);
  const context = known && filled([BATCH, known.length / N], Number.NaN);
  context?.data.set(known ?? []);
  const weights: Record<string, Tensor> = {};
  const gradients: Record<string, Tensor> = {};
  for (const { name, shape, trainable, initialize } of layer.weights?.(input) ?? []) {
    weights[name] = engine.tensor(shape);
    initialize(weights[name].data, random);
    const chosen = given[name];
    if (chosen) weights[name].data.set(chosen);
    if (trainable) gradients[name] = filled(shape, MARK);
  }
  const reading = context ? { context, forTraining: true, bindPart: (_: number, from: Tensor) => asItIs(from) } : alone;
  const bound = layer.bind({ engine, batch: BATCH, x, weights, gradients, index, normalizedNext, ...reading });
  if (!sharesMemory(bound.y, x)) bound.y.data.fill(MARK);
  const dy = filled(bound.y.shape, MARK);
  dy.data.set(noise((dy.length / BATCH) * N, 99));
  const dx = filled(x.shape, MARK);
  return {
    ...{ bound, x, dy, dx, weights, gradients },
    free() {
      bound.free();
      engine.free(x, dy, dx, ...(context ? [context] : []), ...Object.values(weights), ...Object.values(gradients));
    },
  };
}

let version = 0;

/** A pass of `N` examples in training; weights count as changed each time. */
const training = (more: Partial<Pass> = {}): Pass => ({ n: N, training: true, key: 77, version: version++, ...more });
const inference = (more: Partial<Pass> = {}): Pass => ({ ...training(more), training: false });

/** The numbers of the first `n` examples. */
const counted = (tensor: Tensor, n = N) => tensor.data.slice(0, (tensor.length / BATCH) * n);

/** All numbers behind the first `n` examples are as they were. */
function expectRestUntouched(tensor: Tensor, n = N): void {
  const rest = tensor.data.subarray((tensor.length / BATCH) * n);
  expect(rest.every((value) => value === MARK)).toBe(true);
}

/**
 * Numbers (k + ½) · 0.04 in random order, each once: at least 0.02 from zero and 0.04 from each other, so that small steps cross
 * no kink of a ReLU or a pool. With `channels`, so in each channel.
 */
function grid(length: number, channels = 1): Float32Array {
  const rows = length / channels;
  const columns = Array.from({ length: channels }, (_, c) =>
    rng(c).shuffle(Array.from({ length: rows }, (_, k) => (k + 0.5 - rows / 2) * SPACING)),
  );
  return Float32Array.from({ length }, (_, at) => columns[at % channels]?.[Math.floor(at / channels)] as number);
}

const SPACING = 0.04;

/** gamma of both signs, and beta such that zero lies in the middle between two numbers of the grid again. */
function normWeights(rows: number, channels: number, epsilon: number) {
  const variance = (SPACING ** 2 * (rows ** 2 - 1)) / 12;
  const gamma = Float32Array.from({ length: channels }, (_, c) => (c % 2 ? -1 : 1) * (0.7 + 0.2 * c));
  const beta = gamma.map((value, c) => (value * SPACING * (c - 2)) / Math.sqrt(variance + epsilon));
  return { gamma, beta };
}

/** Batch normalization and its followers as one layer. */
function normalized(followers: Followers): Layer {
  const layer: BatchNorm = batchNorm({ epsilon: 1e-3 });
  return {
    ...layer,
    outputShape: (input) => (followers.pool ? maxPool2d().outputShape(input) : input),
    bind: (site) => layer.bindWith(followers, site),
  };
}

interface Case {
  readonly name: string;
  readonly layer: Layer;
  readonly input: Shape;
  readonly output: Shape;
  /** Inputs, for `N` examples. */
  readonly values: Float32Array;
  readonly weights?: Readonly<Record<string, ArrayLike<number>>>;
  readonly context?: Float32Array;
  /**
   * Of the finite differences. A layer that is linear in what is changed has no error from the step, and a wide one drowns the
   * rounding of the floats; where there are kinks or curves it must be small.
   */
  readonly step: number;
  /** Between finite differences and gradients, relative to the gradient's root mean square. */
  readonly tolerance: number;
}

// Largest errors seen: 2.2e-5 (Winograd), 1.6e-3 (batch normalization over four rows, where most of a gradient cancels).

const linear = (input: Shape) => ({ input, values: noise(N * sizeOf(input)), step: 0.5, tolerance: 1e-4 });
const smooth = (input: Shape) => ({ input, values: noise(N * sizeOf(input)), step: 0.02, tolerance: 1e-3 });
const kinked = (input: Shape) => ({ input, values: grid(N * sizeOf(input)), step: 0.01, tolerance: 1e-4 });
const curved = (input: Shape) => {
  const channels = input.at(-1) as number;
  const size = N * sizeOf(input);
  return { input, values: grid(size, channels), weights: normWeights(size / channels, channels, 1e-3), step: 0.005, tolerance: 5e-3 };
};

const drop = { rate: 0.3, index: 5 };
const cases: readonly Case[] = [
  { name: "conv2d 3x3 by Winograd", layer: conv2d(8, 3), output: [5, 7, 8], ...linear([5, 7, 8]) },
  { name: "conv2d 3x3 by im2col", layer: conv2d(5, 3), output: [5, 7, 5], ...linear([5, 7, 3]) },
  { name: "conv2d 5x5", layer: conv2d(4, 5), output: [6, 5, 4], ...linear([6, 5, 2]) },
  { name: "conv2d 3x3 valid", layer: conv2d(8, 3, { padding: "valid" }), output: [3, 4, 8], ...linear([5, 6, 8]) },
  { name: "conv2d 2x2 valid", layer: conv2d(3, 2, { padding: "valid" }), output: [4, 3, 3], ...linear([5, 4, 2]) },
  { name: "conv2d 3x3 with stride 2", layer: conv2d(5, 3, { stride: 2 }), output: [3, 4, 5], ...linear([5, 7, 3]) },
  { name: "conv2d 1x1", layer: conv2d(6, 1), output: [5, 7, 6], ...linear([5, 7, 3]) },
  { name: "depthwiseConv2d 3x3", layer: depthwiseConv2d(3), output: [5, 7, 6], ...linear([5, 7, 6]) },
  { name: "depthwiseConv2d 5x5 with stride 2", layer: depthwiseConv2d(5, { stride: 2 }), output: [4, 3, 5], ...linear([7, 6, 5]) },
  { name: "depthwiseConv2d 2x2 valid", layer: depthwiseConv2d(2, { padding: "valid" }), output: [4, 3, 5], ...linear([5, 4, 5]) },
  { name: "globalAveragePool2d", layer: globalAveragePool2d(), output: [5], ...linear([4, 3, 5]) },
  { name: "silu", layer: silu(), output: [5, 7, 3], ...smooth([5, 7, 3]) },
  { name: "sigmoid", layer: sigmoid(), output: [5, 7, 3], ...smooth([5, 7, 3]) },
  { name: "dense", layer: dense(10), output: [10], ...linear([37]) },
  { name: "flatten", layer: flatten(), output: [60], ...linear([4, 5, 3]) },
  { name: "dropout", layer: dropout(0.4), output: [5, 7, 3], ...linear([5, 7, 3]) },
  { name: "relu", layer: relu(), output: [5, 7, 3], ...kinked([5, 7, 3]) },
  { name: "relu with a slope", layer: relu({ slope: 0.3 }), output: [5, 7, 3], ...kinked([5, 7, 3]) },
  { name: "relu with a slope and a limit", layer: relu({ slope: -0.2, limit: 2 }), output: [5, 7, 3], ...kinked([5, 7, 3]) },
  { name: "tanh", layer: tanh(), output: [5, 7, 3], ...smooth([5, 7, 3]) },
  { name: "elu", layer: elu({ alpha: 0.7 }), output: [5, 7, 3], ...kinked([5, 7, 3]), tolerance: 1e-3 },
  { name: "hardSilu", layer: hardSilu(), output: [5, 7, 3], ...smooth([5, 7, 3]) },
  { name: "rescaling", layer: rescaling({ scale: -3, offset: 0.4 }), output: [5, 7, 3], ...linear([5, 7, 3]) },
  { name: "maxPool2d", layer: maxPool2d(), output: [2, 3, 5], ...kinked([5, 7, 5]) },
  {
    name: "maxPool2d 3x3 with stride 2",
    layer: maxPool2d({ size: 3, stride: 2, padding: "same" }),
    output: [3, 4, 5],
    ...kinked([5, 7, 5]),
  },
  {
    name: "maxPool2d with uneven margins",
    layer: maxPool2d({ size: 3, stride: 2, padding: { top: 0, left: 2, bottom: 1, right: 0 } }),
    output: [2, 4, 3],
    ...kinked([4, 7, 3]),
  },
  { name: "maxPool2d 2x2 with stride 1", layer: maxPool2d({ stride: 1 }), output: [4, 3, 6], ...kinked([5, 4, 6]) },
  { name: "averagePool2d", layer: averagePool2d(), output: [2, 3, 5], ...linear([5, 7, 5]) },
  { name: "averagePool2d 3x3", layer: averagePool2d({ size: 3, stride: 1, padding: "same" }), output: [5, 4, 3], ...linear([5, 4, 3]) },
  {
    name: "averagePool2d that counts its padding",
    layer: averagePool2d({ size: 3, stride: 2, padding: "same", countPadding: true }),
    output: [3, 2, 5],
    ...linear([5, 4, 5]),
  },
  {
    name: "zeroPadding2d",
    layer: zeroPadding2d({ top: 0, left: 1, bottom: 2, right: 3 }),
    output: [7, 8, 3],
    ...linear([5, 4, 3]),
  },
  { name: "film of images", layer: film([]), output: [5, 7, 3], ...linear([5, 7, 3]), context: noise(N * 6, 8) },
  { name: "film of features", layer: film([]), output: [9], ...linear([9]), context: noise(N * 18, 8) },
  { name: "concatenate", layer: concatenate(), output: [16], ...linear([9]), context: noise(N * 7, 8) },
  {
    name: "embedding",
    layer: embedding([4, 0, 3], 5),
    output: [11],
    input: [3],
    values: Float32Array.of(0, 0.3, 2, 3, -0.2, 1, 3, 0.8, 0, 2, 1.7, 2),
    step: 0.25, // none of these steps reaches another row
    tolerance: 1e-4,
  },
  { name: "globalMaxPool2d", layer: globalMaxPool2d(), output: [5], ...kinked([4, 3, 5]) },
  { name: "batchNorm of images", layer: batchNorm(), output: [4, 5, 3], ...curved([4, 5, 3]) },
  { name: "batchNorm of features", layer: batchNorm(), output: [9], ...curved([9]) },
  { name: "batchNorm of rows", layer: batchNorm(), output: [6, 5], ...curved([6, 5]) },
  ...[
    { relu: true, pool: false, dropout: undefined, output: [5, 7, 5] },
    { relu: false, pool: true, dropout: undefined, output: [2, 3, 5] },
    { relu: true, pool: true, dropout: undefined, output: [2, 3, 5] },
    { relu: true, pool: false, dropout: drop, output: [5, 7, 5] },
    { relu: true, pool: true, dropout: drop, output: [2, 3, 5] },
  ].map(({ output, ...followers }) => ({
    name: ["batchNorm", followers.relu && "relu", followers.pool && "pool", followers.dropout && "dropout"].filter(Boolean).join(" + "),
    layer: normalized(followers),
    output,
    ...curved([5, 7, 5]),
  })),
];

describe.each(cases)("$name", ({ layer, input, output, values, weights: given = {}, context, step, tolerance }) => {
  const placing = { values, weights: given, context };

  it("makes the shape it promises", () => {
    const { bound, free } = place(layer, input, placing);
    expect(layer.outputShape(input, context && [context.length / N])).toEqual(output);
    expect(bound.y.shape).toEqual([BATCH, ...output]);
    expect(bound.y.length).toBe(BATCH * sizeOf(output));
    free();
  });

  it("has the gradients that finite differences have", () => {
    const { bound, x, dy, dx, weights, gradients, free } = place(layer, input, placing);
    const direction = counted(dy);
    const pass = () => training();
    bound.forward(pass());
    const result = counted(bound.backward(pass(), dy, dx));
    const loss = () => {
      bound.forward(pass());
      return counted(bound.y).reduce((sum, value, at) => sum + value * (direction[at] as number), 0);
    };
    const slopes = (tensor: Tensor, length: number) =>
      Float64Array.from({ length }, (_, at) => {
        const before = tensor.data[at] as number;
        tensor.data[at] = before + step;
        const [above, up] = [loss(), tensor.data[at] as number];
        tensor.data[at] = before - step;
        const slope = (above - loss()) / (up - (tensor.data[at] as number));
        tensor.data[at] = before;
        return slope;
      });
    expectNear(result, slopes(x, values.length), tolerance, "dx");
    for (const [name, gradient] of Object.entries(gradients)) {
      expectNear(gradient.data, slopes(weights[name] as Tensor, gradient.length), tolerance, `the gradient of ${name}`);
    }
    free();
  });

  it("reads and writes the examples that count, and no others", () => {
    const { bound, x, dy, dx, free } = place(layer, input, placing);
    for (const pass of [training(), inference()]) {
      bound.forward(pass);
      expect(counted(bound.y).some(Number.isNaN)).toBe(false);
      if (!sharesMemory(bound.y, x)) expectRestUntouched(bound.y);
      expectSameBits(counted(x), values, "the input");
    }
    bound.forward(training());
    expect(counted(bound.backward(training(), dy, dx)).some(Number.isNaN)).toBe(false);
    expectRestUntouched(dx);
    expectRestUntouched(dy);
    expectSameBits(counted(x), values, "the input");
    free();
  });

  it("has the same gradients of its weights where nobody wants that of its input", () => {
    const { bound, x, dy, dx, gradients, free } = place(layer, input, placing);
    const direction = dy.data.slice();
    bound.forward(training());
    bound.backward(training(), dy, dx);
    const expected = Object.values(gradients).map(({ data }) => data.slice());
    dx.data.fill(MARK);
    dy.data.set(direction);
    bound.forward(training());
    bound.backward(training(), dy, undefined);
    Object.values(gradients).forEach(({ data }, at) => {
      expectSameBits(data.slice(), expected[at] as Float32Array, "a gradient");
    });
    expectRestUntouched(dx, 0);
    expectRestUntouched(dy);
    expectSameBits(counted(x), values, "the input");
    free();
  });

  it("leaves the gradient that it is given as it is", () => {
    const { bound, dy, dx, free } = place(layer, input, placing);
    const before = dy.data.slice();
    bound.forward(training());
    bound.backward(training(), dy, dx);
    expectSameBits(dy.data.slice(), before, "dy");
    free();
  });

  it("infers the same twice, whatever the key", () => {
    const { bound, free } = place(layer, input, placing);
    bound.forward(inference({ key: 1 }));
    const first = counted(bound.y);
    bound.forward(inference({ key: 2 }));
    expectSameBits(counted(bound.y), first, "the second inference");
    free();
  });

  it("does nothing with an empty batch", () => {
    const { bound, x, dy, dx, weights, gradients, free } = place(layer, input, placing);
    const before = Object.values(weights).map(({ data }) => data.slice());
    bound.forward(training({ n: 0 }));
    bound.forward(inference({ n: 0 }));
    if (!sharesMemory(bound.y, x)) expectRestUntouched(bound.y, 0);
    bound.backward(training({ n: 0 }), dy, dx);
    expectRestUntouched(dx, 0);
    Object.values(weights).forEach(({ data }, at) => {
      expectSameBits(data.slice(), before[at] as Float32Array, "a weight");
    });
    for (const { data } of Object.values(gradients)) expect(data.every((value) => value === 0)).toBe(true);
    free();
  });

  it("gives back all memory", () => {
    const before = engine.used;
    const { free } = place(layer, input, placing);
    expect(engine.used).toBeGreaterThan(before);
    free();
    expect(engine.used).toBe(before);
  });
});

const sharesMemory = (a: Tensor, b: Tensor) => a.pointer === b.pointer;

describe("batchNorm's followers", () => {
  const input = [5, 7, 6];
  const placing = { values: noise(N * sizeOf(input)), weights: { gamma: noise(6, 2), beta: noise(6, 3) } };
  const together: readonly Followers[] = [
    { relu: false, pool: false, dropout: undefined },
    { relu: true, pool: false, dropout: undefined },
    { relu: false, pool: true, dropout: undefined },
    { relu: true, pool: true, dropout: undefined },
    { relu: false, pool: false, dropout: drop },
    { relu: true, pool: false, dropout: drop },
    { relu: true, pool: true, dropout: drop },
  ];

  it.each(together)("relu $relu, pool $pool, dropout $dropout give what the layers give one after the other", (followers) => {
    const fused = place(normalized(followers), input, placing);
    const chain = placeChain(followers);

    for (const pass of [training({ key: 1 }), training({ key: 2 }), inference()]) {
      fused.bound.forward(pass);
      for (const { bound } of chain) bound.forward(pass);
      expectSameBits(counted(fused.bound.y), counted(chain.at(-1)!.bound.y), pass.training ? "y in training" : "y in inference");
      expectSameBits(fused.weights.running!.data.slice(), chain[0]!.weights.running!.data.slice(), "running statistics");
    }

    const pass = training({ key: 2 });
    fused.bound.forward(pass);
    for (const { bound } of chain) bound.forward(pass);
    fused.bound.backward(pass, fused.dy, fused.dx);
    let dy = chain.at(-1)!.dy;
    for (const { bound, dx } of chain.toReversed()) dy = bound.backward(pass, dy, dx);
    // Through a pool the sums of the weights' gradients run window by window, without it image by image.
    expectNear(counted(fused.dx), counted(dy), 1e-5, "dx");
    for (const name of ["gamma", "beta"]) {
      expectNear(fused.gradients[name]!.data, chain[0]!.gradients[name]!.data, 1e-5, `the gradient of ${name}`);
    }
    for (const { free } of [fused, ...chain]) free();
  });

  /** The layers one by one, each reading what the one before writes. */
  function placeChain({ relu: cuts, pool, dropout: drops }: Followers): Placed[] {
    const layers: { layer: Layer; index?: number }[] = [{ layer: batchNorm() }];
    if (cuts) layers.push({ layer: relu() });
    if (pool) layers.push({ layer: maxPool2d() });
    if (drops) layers.push({ layer: dropout(drops.rate), index: drops.index });
    const chain: Placed[] = [];
    for (const { layer, index = 0 } of layers) {
      const before = chain.at(-1);
      const shape = before ? before.bound.y.shape.slice(1) : input;
      const placed = place(layer, shape, { ...placing, values: before ? new Float32Array() : placing.values, index });
      chain.push(before ? follow(layer, placed, before, index) : placed);
    }
    return chain;
  }

  /** The same layer reading from the one before. */
  function follow(layer: Layer, placed: Placed, { bound: { y: x } }: Placed, index: number): Placed {
    placed.bound.free();
    const bound = layer.bind({ engine, batch: BATCH, x, weights: {}, gradients: {}, index, normalizedNext: undefined, ...alone });
    return {
      ...placed,
      bound,
      free() {
        bound.free();
        engine.free(placed.x, placed.dy, placed.dx);
      },
    };
  }

  it("leave dropout out of inference", () => {
    const [with_, without] = [true, false].map((drops) =>
      place(normalized({ relu: true, pool: true, dropout: drops ? drop : undefined }), input, placing),
    );
    for (const { bound } of [with_!, without!]) bound.forward(inference());
    expectSameBits(counted(with_!.bound.y), counted(without!.bound.y), "y");
    for (const { free } of [with_!, without!]) free();
  });
});

describe("conv2d before batchNorm", () => {
  it.each([
    { filters: 8, input: [5, 7, 8] },
    { filters: 5, input: [5, 7, 3] },
  ])(
    "hands on sums of $filters channels that give what batchNorm finds itself, and leaves its bias's gradient alone",
    ({ filters, input }) => {
      const values = noise(N * sizeOf(input));
      const late: { sums?: Tensor } = {};
      const next: NormalizedNext = {
        get sums() {
          return late.sums as Tensor;
        },
        takeOver: () => expect.fail("this is training"),
      };
      const conv = place(conv2d(filters, 3), input, { values, weights: { bias: noise(filters, 7) }, normalizedNext: next });
      const norms = [true, false].map((given) => {
        const { weights, gradients, ...rest } = place(batchNorm(), [5, 7, filters], { values: new Float32Array() });
        const bound: BoundBatchNorm = batchNorm().bindWith(
          { relu: true, pool: true, dropout: undefined },
          { engine, batch: BATCH, x: conv.bound.y, weights, gradients, index: 0, normalizedNext: undefined, ...alone },
        );
        if (given) {
          late.sums = bound.before.sums;
          bound.sumsAreGiven();
        }
        return { bound, running: weights.running as Tensor, free: () => [bound.free(), rest.free()] };
      });
      for (const { forward } of [conv.bound, ...norms.map(({ bound }) => bound)]) forward(training());
      const [given, found] = norms.map(({ bound, running }) => ({ y: counted(bound.y), running: running.data.slice() }));
      expectNear(given!.y, found!.y, 1e-5, "y");
      expectNear(given!.running, found!.running, 2e-6, "running statistics");
      conv.bound.backward(training(), conv.dy, conv.dx);
      expectRestUntouched(conv.gradients.bias as Tensor, 0);
      expect(conv.gradients.kernel?.data.includes(MARK)).toBe(false);
      for (const { free } of [conv, ...norms]) free();
    },
  );
});

describe("dropout", () => {
  it("keeps the numbers themselves in inference", () => {
    const values = noise(N * 100);
    const { bound, free } = place(dropout(0.5), [100], { values });
    bound.forward(inference());
    expectSameBits(counted(bound.y), values, "y");
    free();
  });

  it("draws another mask for another key, and for another place in the network", () => {
    const masks = [
      { key: 1, index: 0 },
      { key: 2, index: 0 },
      { key: 1, index: 1 },
    ].map(({ key, index }) => {
      const { bound, free } = place(dropout(0.5), [100], { values: new Float32Array(N * 100).fill(1), index });
      bound.forward(training({ key }));
      const mask = Array.from(counted(bound.y)).join();
      free();
      return mask;
    });
    expect(new Set(masks).size).toBe(3);
  });
});

describe("layers with weights", () => {
  it("start from Keras's values: Glorot's uniform numbers, zeros for biases, one and zero for normalization", () => {
    const start = (layer: Layer, input: Shape) =>
      Object.fromEntries(
        (layer.weights?.(input) ?? []).map(({ name, shape, initialize }) => {
          const values = new Float32Array(sizeOf(shape)).fill(MARK);
          initialize(values, rng(1));
          return [name, values];
        }),
      );
    const spread = (values: Float32Array) => Math.max(...values.map(Math.abs));
    const conv = start(conv2d(16, 3), [5, 5, 8]);
    expect(conv.kernel).toHaveLength(9 * 8 * 16);
    expect(spread(conv.kernel!)).toBeLessThanOrEqual(Math.sqrt(6 / (9 * 8 + 9 * 16)));
    expect(spread(conv.kernel!)).toBeGreaterThan(0.99 * Math.sqrt(6 / (9 * 8 + 9 * 16)));
    expect(conv.bias).toEqual(new Float32Array(16));
    const full = start(dense(30), [40]);
    expect(spread(full.kernel!)).toBeGreaterThan(0.99 * Math.sqrt(6 / 70));
    expect(full.bias).toEqual(new Float32Array(30));
    const norm = start(batchNorm(), [5, 5, 2]);
    expect(norm).toEqual({ gamma: new Float32Array([1, 1]), beta: new Float32Array(2), running: new Float32Array([0, 0, 1, 1]) });
  });

  it("count their multiply-adds", () => {
    expect(conv2d(64, 3, { stride: 2 }).multiplyAdds?.([14, 13, 32])).toBe(7 * 7 * 9 * 32 * 64);
    expect(depthwiseConv2d(5, { stride: 2 }).multiplyAdds?.([14, 14, 32])).toBe(7 * 7 * 25 * 32);
    expect(conv2d(64, 3).multiplyAdds?.([14, 14, 32])).toBe(14 * 14 * 9 * 32 * 64);
    expect(conv2d(64, 5, { padding: "valid" }).multiplyAdds?.([14, 14, 32])).toBe(10 * 10 * 25 * 32 * 64);
    expect(dense(10).multiplyAdds?.([128])).toBe(1280);
  });

  it("say so when they are bound without them", () => {
    const x = engine.tensor([1, 8, 8, 8]);
    const site = { engine, batch: 1, x, weights: {}, gradients: {}, index: 0, normalizedNext: undefined, ...alone };
    expect(() => conv2d(8, 3).bind(site)).toThrow("conv2d(8, 3) was bound without its weights");
    expect(() => dense(8).bind(site)).toThrow("dense(8) was bound without its weights");
    expect(() => batchNorm().bind(site)).toThrow("batchNorm was bound without its weights");
    engine.free(x);
  });
});

describe("layers refuse", () => {
  it.each<[string, () => unknown, string]>([
    ["an image without channels", () => conv2d(32, 3).outputShape([28, 28]), "conv2d(32, 3) takes [height, width, channels], got [28, 28]"],
    [
      "an image smaller than the kernel",
      () => conv2d(32, 5, { padding: "valid" }).outputShape([4, 9, 1]),
      'conv2d(32, 5) does not fit into [4, 9, 1]; use a smaller kernel or padding "same"',
    ],
    [
      "an image where features are wanted",
      () => dense(10).outputShape([7, 7, 64]),
      "dense(10) takes [features], got [7, 7, 64]; put flatten() before it",
    ],
    [
      "features where depthwise images are wanted",
      () => depthwiseConv2d(3).outputShape([9]),
      "depthwiseConv2d(3) takes [height, width, channels], got [9]",
    ],
    [
      "an image smaller than the depthwise kernel",
      () => depthwiseConv2d(5, { padding: "valid" }).outputShape([4, 9, 1]),
      'depthwiseConv2d(5) does not fit into [4, 9, 1]; use a smaller kernel or padding "same"',
    ],
    [
      "features where the mean of images is wanted",
      () => globalAveragePool2d().outputShape([9]),
      "globalAveragePool2d() takes [height, width, channels], got [9]",
    ],
    [
      "a branch that changes the shape beside none that does",
      () => residual([conv2d(8, 3)]).outputShape([5, 5, 4]),
      "residual: the branch makes [5, 5, 8], beside it is [5, 5, 4]; give it a shortcut that fits",
    ],
    [
      "another number of channels to squeeze",
      () => squeezeExcite(8, 2).outputShape([5, 5, 4]),
      "squeezeExcite(8, 2) takes [height, width, 8], got [5, 5, 4]",
    ],
    ["features where images are wanted", () => maxPool2d().outputShape([784]), "maxPool2d() takes [height, width, channels], got [784]"],
    ["an image too small to pool", () => maxPool2d().outputShape([1, 5, 3]), "maxPool2d() takes images of 2 x 2 or more, got [1, 5, 3]"],
    [
      "an image too small for a larger window",
      () => maxPool2d({ size: 5, padding: { top: 1, left: 0, bottom: 1, right: 0 } }).outputShape([2, 9, 3]),
      "maxPool2d() takes images of 3 x 5 or more, got [2, 9, 3]",
    ],
    [
      "features where the means of windows are wanted",
      () => averagePool2d().outputShape([784]),
      "averagePool2d() takes [height, width, channels], got [784]",
    ],
    [
      "features where the largest of images is wanted",
      () => globalMaxPool2d().outputShape([9]),
      "globalMaxPool2d() takes [height, width, channels], got [9]",
    ],
    [
      "to pad without end",
      () => zeroPadding2d({ top: 4000, left: 0, bottom: 100, right: 0 }).outputShape([28, 28, 1]),
      "zeroPadding2d() makes 4128 x 28 of [28, 28, 1]; sides up to 4096 are possible",
    ],
    [
      "features where the context is none",
      () => film([]).outputShape([9]),
      "film: the network has no context; give it one, as sequential({ input: { image: [28, 28, 1], context: [7] } })",
    ],
    [
      "a scale for too few channels",
      () => film([dense(8)]).outputShape([5, 5, 3], [2]),
      "film: its branch makes 8 numbers of the context, [5, 5, 3] wants 6, a scale and a shift a channel; end it with dense(6)",
    ],
    [
      "an image beside a context",
      () => concatenate().outputShape([5, 5, 3], [2]),
      "concatenate takes [features], got [5, 5, 3]; put flatten() before it, or take film(), which takes images",
    ],
    [
      "another number of columns than of tables",
      () => embedding([4, 0], 3).outputShape([3]),
      "embedding([4,0], 3) takes [2], a number a column, got [3]",
    ],
    ["an image where classes are wanted", () => softmax().outputShape([7, 7, 64]), "softmax() takes [classes], got [7, 7, 64]"],
  ])("%s", (_, attempt, sentence) => {
    expect(attempt).toThrow(ShapeError);
    expect(attempt).toThrow(new ShapeError(sentence));
  });

  it.each<[string, () => unknown, string]>([
    [
      "a softmax beside features",
      () => concatenate([softmax()]),
      "concatenate: softmax() can only be the last layer of a network, not inside a branch",
    ],
    [
      "no list of layers that read the context",
      () => film(dense(4) as unknown as Layer[]),
      "film takes a list of layers that read the context, as [embedding([7], 4), dense(64)]",
    ],
    [
      "a table of one row",
      () => embedding([1], 3),
      "embedding([1], 3): rows is a list of whole numbers, for each column 0 or how many rows its table has, from 2",
    ],
    [
      "tables of nothing",
      () => embedding([0, 0], 3),
      "embedding([0,0], 3): size is a whole number from 1 to 4096, and 1 to 65536 rows are possible in all",
    ],
    ["no filters", () => conv2d(0, 3), "conv2d(0, 3): filters and kernel are positive whole numbers"],
    ["half a kernel", () => conv2d(8, 1.5), "conv2d(8, 1.5): filters and kernel are positive whole numbers"],
    [
      "an even kernel that keeps the size",
      () => conv2d(8, 2),
      'conv2d(8, 2): an even kernel cannot keep the size; take an odd one or padding "valid"',
    ],
    ["half a step", () => conv2d(8, 3, { stride: 0.5 }), "conv2d(8, 3): stride is 0.5, a positive whole number is wanted"],
    ["no depthwise kernel", () => depthwiseConv2d(0), "depthwiseConv2d(0): kernel is a positive whole number"],
    ["no depthwise step", () => depthwiseConv2d(3, { stride: 0 }), "depthwiseConv2d(3): stride is 0, a positive whole number is wanted"],
    [
      "an even depthwise kernel that keeps the size",
      () => depthwiseConv2d(2),
      'depthwiseConv2d(2): an even kernel cannot keep the size; take an odd one or padding "valid"',
    ],
    ["a branch of nothing", () => residual([]), "residual: a branch or shortcut has no layers"],
    ["a shortcut of nothing", () => residual([relu()], { shortcut: [] }), "residual: a branch or shortcut has no layers"],
    [
      "a softmax in a branch",
      () => residual([softmax()]),
      "residual: softmax() can only be the last layer of a network, not inside a branch",
    ],
    ["a slope without end", () => relu({ slope: Number.NaN }), "relu: slope NaN is to be a finite number, limit Infinity one above 0"],
    ["an ELU that goes to nothing", () => elu({ alpha: 0 }), "elu: alpha 0 is to be a finite number above 0"],
    ["a limit of nothing", () => relu({ limit: 0 }), "relu: slope 0 is to be a finite number, limit 0 one above 0"],
    ["a window of nothing", () => maxPool2d({ size: 0 }), "maxPool2d(): size 0 and stride 0 are to be whole numbers from 1 to 4096"],
    [
      "a step of nothing",
      () => averagePool2d({ size: 3, stride: 0 }),
      "averagePool2d(): size 3 and stride 0 are to be whole numbers from 1 to 4096",
    ],
    [
      "an even window that keeps the size",
      () => maxPool2d({ padding: "same" }),
      'maxPool2d(): an even window cannot keep the size; take an odd one or padding "valid"',
    ],
    [
      "margins in which a window would be lost",
      () => maxPool2d({ size: 3, padding: { top: 0, left: 0, bottom: 3, right: 0 } }),
      'maxPool2d(): padding is to be "same", "valid" or { top, left, bottom, right }, whole numbers from 0 to 2, below the size',
    ],
    [
      "margins of less than nothing",
      () => zeroPadding2d({ top: 0, left: -1, bottom: 0, right: 0 }),
      "zeroPadding2d: top 0, left -1, bottom 0, right 0 are to be whole numbers from 0 to 4096",
    ],
    ["to squeeze into nothing", () => squeezeExcite(8, 0), "squeezeExcite(8, 0): channels and reduced are positive whole numbers"],
    ["no units", () => dense(0), "dense(0): units is a positive whole number"],
    ["to drop everything", () => dropout(1), "dropout(1): the rate is a share, at least 0 and less than 1"],
    ["to drop what is not a number", () => dropout(Number.NaN), "dropout(NaN): the rate is a share, at least 0 and less than 1"],
    [
      "statistics that never move",
      () => batchNorm({ momentum: 1 }),
      "batchNorm: momentum 1 is to be in 0 <= momentum < 1, epsilon 0.001 above 0",
    ],
    ["to divide by zero", () => batchNorm({ epsilon: 0 }), "batchNorm: momentum 0.99 is to be in 0 <= momentum < 1, epsilon 0 above 0"],
  ])("%s", (_, attempt, sentence) => {
    expect(attempt).toThrow(UsageError);
    expect(attempt).toThrow(new UsageError(sentence));
  });
});

describe("softmax", () => {
  it("makes probabilities, and is differentiated with its loss", () => {
    const { bound, dy, dx, free } = place(softmax(), [3], { values: new Float32Array(N * 3).map((_, at) => Math.log(1 + (at % 3))) });
    bound.forward(inference());
    expectNear(
      counted(bound.y),
      Array.from({ length: N * 3 }, (_, at) => (1 + (at % 3)) / 6),
      1e-6,
    );
    expectRestUntouched(bound.y);
    expect(() => bound.backward(training(), dy, dx)).toThrow("softmax is differentiated together with its loss");
    free();
  });
});

describe("zeroPadding2d", () => {
  it("puts zeros around each image, and takes back the gradient of its inside", () => {
    const margins = { top: 1, left: 0, bottom: 0, right: 1 };
    const values = Float32Array.from({ length: N * 4 }, (_, at) => at + 1);
    const { bound, dy, dx, free } = place(zeroPadding2d(margins), [1, 2, 2], { values });
    bound.forward(inference());
    expect([...counted(bound.y)].slice(0, 24)).toEqual([0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 0, 0, 0, 0, 0, 0, 0, 0, 5, 6, 7, 8, 0, 0]);
    expectRestUntouched(bound.y);
    bound.backward(training(), dy, dx);
    expect([...dx.data.subarray(0, 8)]).toEqual([...dy.data.subarray(6, 10), ...dy.data.subarray(18, 22)]);
    expectRestUntouched(dx);
    free();
  });
});

describe("rescaling", () => {
  it("scales and shifts", () => {
    const { bound, free } = place(rescaling({ scale: 2, offset: -1 }), [2], { values: Float32Array.of(0, 1, 0.5, -1, 3, 4, 5, 6) });
    bound.forward(inference());
    expect([...counted(bound.y)]).toEqual([-1, 1, 0, -3, 5, 7, 9, 11]);
    free();
  });

  it.each([
    [0, 1],
    [Number.NaN, 0],
    [1, Number.POSITIVE_INFINITY],
  ])("refuses a scale of %d with an offset of %d", (scale, offset) => {
    expect(() => rescaling({ scale, offset })).toThrow(UsageError);
  });
});
