import { describe, expect, it } from "vitest";
import { FormatError } from "../../errors.js";
import { dense } from "../../layers/dense.js";
import { flatten } from "../../layers/flatten.js";
import { relu } from "../../layers/relu.js";
import { sequential } from "../network/sequential.js";
import type { StoredTensor } from "../stored/safetensors.js";
import type { Confidence } from "./confidence.js";
import { decodeConfidence, encodeConfidence } from "./confidence-file.js";
import { decodeModel, encodeModel } from "./model-file.js";

/** Three features, two classes. */
const network = sequential({ name: "tiny", input: [2, 2, 1] }, [flatten(), dense(3), relu(), dense(2)]);
const tensor = (...shape: number[]): StoredTensor => ({ shape, data: new Float32Array(shape.reduce((a, b) => a * b, 1)).fill(0.5) });
const weights = { "dense.kernel": tensor(4, 3), "dense.bias": tensor(3), "dense_1.kernel": tensor(3, 2), "dense_1.bias": tensor(2) };
const geometry = { means: tensor(2, 3), whitening: tensor(3, 3) };

const byEnergy: Confidence = { temperature: 1.25, fittedOn: 200, membership: { score: "energy", threshold: -1.5, accepted: 0.99 } };
const byDistance: Confidence = { ...byEnergy, membership: { score: "mahalanobis", threshold: -90.25, accepted: 0.99, geometry } };

describe("a model file", () => {
  it.each([byEnergy, byDistance, { temperature: 0.8, fittedOn: 7 }, undefined])("brings back its confidence: %o", (confidence) => {
    const read = decodeModel(encodeModel({ network, weights, classNames: ["a", "b"], confidence }), "copy");
    expect(read.confidence).toEqual(confidence);
    expect(read.weights).toEqual(weights);
  });

  it("takes a temperature alone, and none at all", () => {
    expect(decodeConfidence({ metadata: { temperature: "2" }, tensors: {} }, network, "m").confidence).toEqual({
      temperature: 2,
      fittedOn: 0,
    });
    expect(decodeConfidence({ metadata: {}, tensors: {} }, network, "m").confidence).toBeUndefined();
  });

  it.each(["NaN", "-1", "1e999", "", "0", "0x10", "Infinity", " 1", "1e-9", "21", "one"])(
    "refuses the temperature %j in a sentence",
    (temperature) => {
      const refused = () => decodeConfidence({ metadata: { temperature }, tensors: {} }, network, "m.safetensors");
      expect(refused).toThrow(FormatError);
      expect(refused).toThrow(
        `m.safetensors: its temperature is ${JSON.stringify(temperature)}, a number from 0.05 to 20 is wanted; the file is damaged`,
      );
    },
  );

  const whole = encodeConfidence(byDistance);
  const json = (membership: unknown, fittedOn: unknown = 1) => JSON.stringify({ fittedOn, membership });
  const unreadable = 'no readable "confidence"';
  it.each<[what: string, metadata: Record<string, string>, tensors: Record<string, StoredTensor>, sentence: string]>([
    ["no JSON", { confidence: "{" }, {}, unreadable],
    ["an unknown score", { confidence: json({ score: "constructor", threshold: 1, accepted: 0.9 }) }, {}, unreadable],
    ["a threshold that is none", { confidence: json({ score: "energy", threshold: null, accepted: 0.9 }) }, {}, unreadable],
    ["a threshold beyond numbers", { confidence: '{"membership":{"score":"energy","threshold":1e999,"accepted":1}}' }, {}, unreadable],
    ["a share above 1", { confidence: json({ score: "energy", threshold: 1, accepted: 2 }) }, {}, unreadable],
    ["a negative number of images", { confidence: json(undefined, -1) }, {}, unreadable],
    ["a distance without tensors", { confidence: whole.metadata.confidence as string }, {}, "just where its score needs them"],
    ["a distance without means", {}, { "confidence.whitening": geometry.whitening }, "just where its score needs them"],
    [
      "tensors that no score needs",
      { confidence: json({ score: "energy", threshold: 1, accepted: 0.9 }) },
      whole.tensors,
      "just where its score",
    ],
    [
      "means of another shape",
      {},
      { ...whole.tensors, "confidence.means": tensor(2, 4) },
      '"confidence.means" is [2, 4], this network wants [2, 3]',
    ],
    [
      "whitening that is no number",
      {},
      { ...whole.tensors, "confidence.whitening": { shape: [3, 3], data: new Float32Array(9).fill(Number.NaN, 4) } },
      '"confidence.whitening" holds NaN at 4',
    ],
  ])("refuses %s", (_what, metadata, tensors, sentence) => {
    const refused = () => decodeConfidence({ metadata: { ...whole.metadata, ...metadata }, tensors }, network, "m");
    expect(refused).toThrow(FormatError);
    expect(refused).toThrow(sentence);
  });

  it("refuses a score without a temperature", () => {
    const { temperature, ...metadata } = whole.metadata;
    expect(() => decodeConfidence({ metadata, tensors: whole.tensors }, network, "m")).toThrow(
      "m holds a confidence without its temperature",
    );
  });
});
