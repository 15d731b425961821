import { describe, expect, it } from "vitest";
import { classic } from "../architectures/classic.js";
import { startEngine } from "../engine/engine.js";
import { InputError } from "../errors.js";
import { batchNorm } from "../layers/batch-norm.js";
import { conv2d } from "../layers/conv2d.js";
import { dense } from "../layers/dense.js";
import { flatten } from "../layers/flatten.js";
import { relu } from "../layers/relu.js";
import { decodeModel, encodeModel } from "./model-file.js";
import { decodeSafetensors, encodeSafetensors } from "./safetensors.js";
import { type Network, sequential } from "./sequential.js";
import { allocateWeights, type WeightValues } from "./weights.js";

const tiny = () => sequential({ name: "tiny", input: [6, 6, 1] }, [conv2d(2, 3), batchNorm(), relu(), flatten(), dense(3)]);
const classNames = ["x", "y", "z"];

async function weightsOf(network: Network): Promise<WeightValues> {
  const engine = await startEngine({ threads: 1 });
  const values = allocateWeights(engine, network, 1, false).copy();
  await engine.dispose();
  return values;
}

/** A file of `tiny` whose metadata or tensors were changed. */
async function broken(
  change: (metadata: Record<string, string>, tensors: Record<string, WeightValues[string]>) => void,
): Promise<Uint8Array> {
  const { tensors, metadata } = decodeSafetensors(encodeModel({ network: tiny(), weights: await weightsOf(tiny()), classNames }), "whole");
  const changed = { metadata: { ...metadata }, tensors: { ...tensors } };
  change(changed.metadata, changed.tensors);
  return encodeSafetensors(changed.tensors, changed.metadata);
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
    expect(read.metadata).toMatchObject({
      format: "tenfold",
      architecture: "classic",
      epoch: "7",
      normalization: "divide by 255; ink is 1, paper is 0",
    });
  });

  it.each([
    ["another format", (m: Record<string, string>) => void (m.format = "pt"), "but not one of Tenfold's"],
    [
      "a later version",
      (m: Record<string, string>) => void (m.format_version = "99"),
      "has model format version 99, this Tenfold reads version 1",
    ],
    ["no layers", (m: Record<string, string>) => void delete m.layers, 'no readable "layers"'],
    ["layers that are no list", (m: Record<string, string>) => void (m.layers = "{}"), "describes no network"],
    [
      "an unknown layer",
      (m: Record<string, string>) => void (m.layers = '[{"kind":"constructor"}]'),
      'layer "constructor" is unknown; known are',
    ],
    [
      "impossible options",
      (m: Record<string, string>) => void (m.layers = '[{"kind":"dense","units":-1}]'),
      "units is a positive whole number",
    ],
    ["a null among the layers", (m: Record<string, string>) => void (m.layers = "[null]"), 'layer "undefined" is unknown'],
    ["layers that do not fit", (m: Record<string, string>) => void (m.layers = '[{"kind":"dense","units":3}]'), "put flatten() before it"],
    ["a huge layer", (m: Record<string, string>) => void (m.layers = '[{"kind":"flatten"},{"kind":"dense","units":1e9}]'), ""],
    ["a huge input", (m: Record<string, string>) => void (m.input = "[99999999,9,1]"), "describes no network"],
    ["labels that are no names", (m: Record<string, string>) => void (m.labels = "[1,2,3]"), "describes no network"],
  ])("refuses %s in a sentence", async (_, change, sentence) => {
    const bytes = await broken((metadata) => change(metadata));
    const error = await Promise.resolve(bytes)
      .then((file) => decodeModel(file, "m.safetensors"))
      .then(
        () => undefined,
        (reason: unknown) => reason,
      );
    expect(error).toBeInstanceOf(InputError);
    expect((error as Error).message).toContain(sentence);
  });

  it.each([
    [
      "a missing weight",
      (t: Record<string, WeightValues[string]>) => void delete t["dense.bias"],
      'has no weight "dense.bias"; it belongs to another architecture',
    ],
    [
      "a weight of another shape",
      (t: Record<string, WeightValues[string]>) => void (t["dense.bias"] = { shape: [4], data: new Float32Array(4) }),
      '"dense.bias" is [4], this network has [3]',
    ],
    [
      "a weight too many",
      (t: Record<string, WeightValues[string]>) => void (t["dense.extra"] = { shape: [1], data: new Float32Array(1) }),
      'has a weight "dense.extra" that this network has not',
    ],
    [
      "weights that are no numbers",
      (t: Record<string, WeightValues[string]>) => void (t["dense.bias"] = { shape: [3], data: Float32Array.of(0, Number.NaN, 0) }),
      '"dense.bias" holds NaN at 1',
    ],
  ])("refuses %s", async (_, change, sentence) => {
    const bytes = await broken((_metadata, tensors) => change(tensors));
    expect(() => decodeModel(bytes, "m.safetensors")).toThrow(sentence);
  });
});
