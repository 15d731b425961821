import { describe, expect, it } from "vitest";
import { publishedLenet, stemmed } from "../../../test/published.js";
import { classic } from "../../architectures/classic.js";
import { startEngine } from "../../engine/engine.js";
import { FormatError } from "../../errors.js";
import { batchNorm } from "../../layers/batch-norm.js";
import { conv2d } from "../../layers/conv2d.js";
import { dense } from "../../layers/dense.js";
import { depthwiseConv2d } from "../../layers/depthwise-conv2d.js";
import { flatten } from "../../layers/flatten.js";
import { globalAveragePool2d } from "../../layers/global-average-pool2d.js";
import { entryOf, type Layer, type LayerEntry } from "../../layers/layer.js";
import { maxPool2d } from "../../layers/max-pool2d.js";
import { relu } from "../../layers/relu.js";
import { residual } from "../../layers/residual.js";
import { sigmoid } from "../../layers/sigmoid.js";
import { silu } from "../../layers/silu.js";
import { softmax } from "../../layers/softmax.js";
import { squeezeExcite } from "../../layers/squeeze-excite.js";
import { type Network, sequential } from "../network/sequential.js";
import { summarize } from "../network/summary.js";
import { allocateWeights, type WeightValues } from "../network/weights.js";
import { decodeSafetensors, encodeSafetensors, type StoredTensor } from "../stored/safetensors.js";
import { decodeModel, encodeModel } from "./model-file.js";

const tiny = () => sequential({ name: "tiny", input: [6, 6, 1] }, [conv2d(2, 3), batchNorm(), relu(), flatten(), dense(3)]);

/** The entry of a residual around layers, as a file has it. */
const branchOf = (layers: readonly Layer[]) => entryOf(residual(layers));

/** Branches inside each other, so many deep. */
const nested = (depth: number): LayerEntry => ({ kind: "residual", branch: [depth > 1 ? nested(depth - 1) : { kind: "relu" }] });

/** Every kind of layer that `tiny` has not. */
const branching = () =>
  sequential({ name: "branching", input: [6, 6, 1] }, [
    conv2d(4, 3, { stride: 2 }),
    residual([conv2d(8, 1), batchNorm(), silu(), depthwiseConv2d(3, { stride: 1 }), squeezeExcite(8, 2), conv2d(4, 1)]),
    residual([depthwiseConv2d(3, { stride: 2 })], { shortcut: [conv2d(4, 1, { stride: 2 })] }),
    globalAveragePool2d(),
    sigmoid(),
    dense(3),
    softmax(),
  ]);

async function weightsOf(network: Network): Promise<WeightValues> {
  const engine = await startEngine({ threads: 1 });
  const values = allocateWeights(engine, network, 1, false).copy();
  await engine.dispose();
  return values;
}

/** What is laid over a whole file's record; undefined takes the entry out. */
type Patch<T> = Readonly<Record<string, T | undefined>>;

function patched<T>(whole: Readonly<Record<string, T>>, patch: Patch<T>): Record<string, T> {
  const entries = Object.entries({ ...whole, ...patch }).filter((entry): entry is [string, T] => entry[1] !== undefined);
  return Object.fromEntries(entries);
}

/** A file of `tiny` with changed metadata or tensors. */
async function broken(metadataPatch: Patch<string>, tensorPatch: Patch<StoredTensor> = {}): Promise<Uint8Array> {
  const whole = encodeModel({ network: tiny(), weights: await weightsOf(tiny()), classNames: ["x", "y", "z"] });
  const { tensors, metadata } = decodeSafetensors(whole, "whole");
  return encodeSafetensors(patched(tensors, tensorPatch), patched(metadata, metadataPatch));
}

describe("model file", () => {
  it("brings back the network, the weights, the classes and what was noted beside them", async () => {
    const weights = await weightsOf(classic());
    const read = decodeModel(encodeModel({ network: classic(), weights, classNames: [..."0123456789"] }, { epoch: "7" }), "copy");
    expect(read.network.layers.map(({ name, output }) => [name, output])).toEqual(
      classic().layers.map(({ name, output }) => [name, output]),
    );
    expect(read.network.layers.map(({ layer }) => layer.config)).toEqual(classic().layers.map(({ layer }) => layer.config));
    expect(read.weights).toEqual(weights);
    expect(read.classNames).toEqual([..."0123456789"]);
    expect(read.metadata).toMatchObject({ format: "tenfold", architecture: "classic", epoch: "7" });
  });

  it("stores kernels in half precision when asked, and the other weights as they are", async () => {
    const weights = await weightsOf(classic());
    const model = { network: classic(), weights, classNames: [..."0123456789"] };
    const [whole, half] = [encodeModel(model), encodeModel(model, {}, { half: true })];
    expect(half.length / whole.length).toBeLessThan(0.51);
    const read = decodeModel(half, "half");
    expect(read.weights["conv2d.bias"]).toEqual(weights["conv2d.bias"]);
    expect(read.weights["batch_normalization.running"]?.type).toBeUndefined();
    const [kernel, halved] = [weights["dense.kernel"], read.weights["dense.kernel"]].map((one) => (one as StoredTensor).data);
    const errors = Array.from(
      kernel ?? [],
      (value, at) => Math.abs(value - (halved?.[at] as number)) / Math.max(Math.abs(value), 2 ** -14),
    );
    const worst = errors.reduce((most, error) => Math.max(most, error), 0);
    expect(worst).toBeGreaterThan(0);
    expect(worst).toBeLessThanOrEqual(2 ** -11);
  });

  it("brings back layers inside layers", async () => {
    const weights = await weightsOf(branching());
    const read = decodeModel(encodeModel({ network: branching(), weights, classNames: ["x", "y", "z"] }), "copy");
    expect(summarize(read.network)).toEqual(summarize(branching()));
    expect(read.network.layers.map(({ layer }) => layer.config)).toEqual(branching().layers.map(({ layer }) => layer.config));
    expect(read.weights).toEqual(weights);
    expect(Object.keys(read.weights)).toContain("residual.squeeze_excite.dense_1.kernel");
  });

  it.each([publishedLenet(), stemmed()])("brings back every form of ReLU and pooling of $name", async (network) => {
    const classNames = [..."0123456789"];
    const read = decodeModel(encodeModel({ network, weights: await weightsOf(network), classNames }), "copy");
    expect(summarize(read.network)).toEqual(summarize(network));
    expect(read.network.layers.map(({ layer }) => layer.config)).toEqual(network.layers.map(({ layer }) => layer.config));
  });

  it("keeps no options of a plain ReLU and pool, as ever", () => {
    const plain = [
      relu(),
      relu({ slope: 0, limit: Number.POSITIVE_INFINITY }),
      maxPool2d(),
      maxPool2d({ size: 2, stride: 2, padding: "valid" }),
    ];
    const { top, left, bottom, right } = { top: 0, left: 0, bottom: 0, right: 0 };
    expect([...plain, maxPool2d({ padding: { top, left, bottom, right } })].map(entryOf)).toEqual([
      ...[{ kind: "relu" }, { kind: "relu" }, { kind: "max_pooling2d" }, { kind: "max_pooling2d" }, { kind: "max_pooling2d" }],
    ]);
  });

  it.each<[what: string, layer: Record<string, unknown>, sentence: string]>([
    ["an alpha in words", { kind: "elu", alpha: "\\u001b[31m1" }, "elu: alpha NaN is to be a finite number above 0"],
    ["a slope in words", { kind: "relu", slope: "0.1" }, "relu: slope NaN is to be a finite number"],
    ["a limit below 0", { kind: "relu", limit: -1 }, "limit -1 one above 0"],
    ["no limit at all", { kind: "relu", limit: null }, "limit NaN one above 0"],
    ["windows of nothing", { kind: "max_pooling2d", size: 0 }, "size 0 and stride 0 are to be whole numbers from 1 to 4096"],
    ["half a window", { kind: "average_pooling2d", size: 1.5 }, "size 1.5 and stride 1.5 are to be whole numbers"],
    ["windows in words", { kind: "max_pooling2d", size: "\u001b[31m3" }, "size NaN and stride NaN are to be whole numbers"],
    ["huge windows", { kind: "max_pooling2d", size: 2 ** 31 + 1, padding: "same" }, "are to be whole numbers from 1 to 4096"],
    ["huge strides", { kind: "average_pooling2d", size: 1, stride: 1e308 }, "are to be whole numbers from 1 to 4096"],
    ["unknown padding", { kind: "max_pooling2d", size: 3, padding: "\u001b[31mall" }, 'padding is to be "same", "valid" or { top,'],
    ["padding of nothing", { kind: "max_pooling2d", size: 3, padding: null }, 'padding is to be "same", "valid" or { top,'],
    ["half a padding", { kind: "max_pooling2d", size: 3, padding: { top: 1, left: 1 } }, "whole numbers from 0 to 2, below the size"],
    [
      "padding in words",
      { kind: "max_pooling2d", size: 3, padding: { top: "1", left: 1, bottom: 1, right: 1 } },
      "whole numbers from 0 to 2, below the size",
    ],
    [
      "padding beyond the windows",
      { kind: "average_pooling2d", size: 3, padding: { top: 1, left: 1, bottom: 2 ** 53, right: 1 } },
      "whole numbers from 0 to 2, below the size",
    ],
    ["margins in words", { kind: "zero_padding2d", top: 0, left: 0, bottom: 0, right: "\u001b[31m1" }, "right NaN are to be whole numbers"],
    ["no margins", { kind: "zero_padding2d" }, "top NaN, left NaN, bottom NaN, right NaN are to be whole numbers from 0 to 4096"],
    ["huge margins", { kind: "zero_padding2d", top: 4096, left: 4096, bottom: 4096, right: 4096 }, "sides up to 4096 are possible"],
    ["windows larger than the image", { kind: "average_pooling2d", size: 7 }, "takes images of 7 x 7 or more, got [6, 6, 1]"],
  ])("refuses %s in a sentence", async (_, layer, sentence) => {
    const bytes = await broken({ layers: JSON.stringify([layer, { kind: "flatten" }, { kind: "dense", units: 3 }]) });
    expect(() => decodeModel(bytes, "m.safetensors")).toThrow(FormatError);
    expect(() => decodeModel(bytes, "m.safetensors")).toThrow(sentence);
  });

  const hostile: readonly (readonly [string, Patch<string>, string])[] = [
    ["another format", { format: "pt" }, "but not a model of Tenfold's"],
    [
      "a later version",
      { format_version: "99" },
      "m.safetensors has model format version 99, this Tenfold reads version 1; a later Tenfold wrote it, update to read it",
    ],
    ["no version", { format_version: undefined }, "m.safetensors says no version of its format; the file is damaged"],
    ["a version that is none", { format_version: "1e3" }, "says no version of its format"],
    ["no layers", { layers: undefined }, 'no readable "layers"'],
    ["layers that are no list", { layers: "{}" }, "describes no network"],
    ["an unknown layer", { layers: '[{"kind":"constructor"}]' }, 'layer "constructor" is unknown; known are'],
    ["impossible options", { layers: '[{"kind":"dense","units":-1}]' }, "units is a positive whole number"],
    ["a null among the layers", { layers: "[null]" }, 'layer "undefined" is unknown'],
    ["layers that do not fit", { layers: '[{"kind":"dense","units":3}]' }, "put flatten() before it"],
    ["a huge layer", { layers: '[{"kind":"flatten"},{"kind":"dense","units":1e9}]' }, "names 3 classes, but"],
    [
      "too many layers",
      { layers: JSON.stringify(new Array(1001).fill({ kind: "relu" })) },
      "there are 1001 layers or more, at most 1000 are read",
    ],
    [
      "too many layers in branches",
      { layers: JSON.stringify(new Array(20).fill(branchOf(new Array(50).fill(relu())))) },
      "or more, at most 1000",
    ],
    ["branches too deep in branches", { layers: JSON.stringify([nested(9)]) }, "lie inside each other more than 8 deep"],
    [
      "a branch that is no list",
      { layers: '[{"kind":"residual","branch":{"length":3}}]' },
      "a list of layers is wanted where something else stands",
    ],
    ["a branch without layers", { layers: '[{"kind":"residual","branch":[]}]' }, "a branch or shortcut has no layers"],
    ["a softmax in a branch", { layers: '[{"kind":"residual","branch":[{"kind":"softmax"}]}]' }, "softmax() can only be the last layer"],
    ["a branch that does not fit", { layers: '[{"kind":"residual","branch":[{"kind":"flatten"}]}]' }, "give it a shortcut that fits"],
    ["a stride of nothing", { layers: '[{"kind":"conv2d","filters":1,"kernel":1,"stride":0}]' }, "stride is 0, a positive whole number"],
    ["a huge input", { input: "[99999999,9,1]" }, "describes no network"],
    ["an architecture that would speak to a terminal", { architecture: "\u001b[31mevil" }, "holds control characters"],
    ["labels that are no names", { labels: "[1,2,3]" }, "describes no network"],
  ];

  it.each(hostile)("refuses %s in a sentence", async (_, patch, sentence) => {
    const bytes = await broken(patch);
    expect(() => decodeModel(bytes, "m.safetensors")).toThrow(FormatError);
    expect(() => decodeModel(bytes, "m.safetensors")).toThrow(sentence);
  });

  const strange: readonly (readonly [string, Patch<StoredTensor>, string])[] = [
    ["a missing weight", { "dense.bias": undefined }, 'has no weight "dense.bias"; it belongs to another architecture'],
    ["a weight of another shape", { "dense.bias": { shape: [4], data: new Float32Array(4) } }, "is [4], this network has [3]"],
    [
      "a weight too many",
      { "dense.extra": { shape: [1], data: new Float32Array(1) } },
      'has a weight "dense.extra" that this network has not',
    ],
    [
      "a variance below 0",
      { "batch_normalization.running": { shape: [2, 2], data: Float32Array.of(-1, 0, 1, -1) } },
      '"batch_normalization.running" holds a negative variance; the file is damaged',
    ],
    ["weights that are no numbers", { "dense.bias": { shape: [3], data: Float32Array.of(0, Number.NaN, 0) } }, "holds NaN at 1"],
  ];

  const whole = { shape: [72, 3], type: "I8", data: new Float32Array(216) } as const;
  const numbered: readonly (readonly [string, Patch<StoredTensor>])[] = [
    ["without a scale", { "dense.kernel": whole }],
    ["with a scale of another length", { "dense.kernel": whole, "dense.kernel.scale": { shape: [2], data: new Float32Array(2) } }],
    ["with a scale for each number", { "dense.kernel": whole, "dense.kernel.scale": { shape: [72, 3], data: new Float32Array(216) } }],
    [
      "with a scale in whole numbers",
      { "dense.kernel": whole, "dense.kernel.scale": { shape: [3], type: "I8", data: new Float32Array(3) } },
    ],
  ];

  it.each(numbered)("refuses whole numbers %s", async (_, patch) => {
    const bytes = await broken({}, patch);
    expect(() => decodeModel(bytes, "m")).toThrow("is in whole numbers without a scale for each of its channels; the file is damaged");
  });

  it("reads whole numbers with their scales as floats", async () => {
    const values = { ...whole, data: Float32Array.from({ length: 216 }, (_, at) => (at % 5) - 2) };
    const scale = { shape: [3], data: Float32Array.of(0.5, 1, 2) };
    const { weights } = decodeModel(await broken({}, { "dense.kernel": values, "dense.kernel.scale": scale }), "m");
    expect(Object.keys(weights)).not.toContain("dense.kernel.scale");
    expect(weights["dense.kernel"]).toEqual({
      shape: [72, 3],
      data: values.data.map((value, at) => value * (scale.data[at % 3] as number)),
    });
  });

  it.each(strange)("refuses %s in a sentence", async (_, patch, sentence) => {
    const bytes = await broken({}, patch);
    expect(() => decodeModel(bytes, "m.safetensors")).toThrow(sentence);
  });
});
