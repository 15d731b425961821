import { expect, it } from "vitest";
import { architectures } from "../../architectures/index.js";
import { FormatError } from "../../errors.js";
import { concatenate } from "../../layers/concatenate.js";
import { dense } from "../../layers/dense.js";
import { embedding } from "../../layers/embedding.js";
import { film } from "../../layers/film.js";
import { flatten } from "../../layers/flatten.js";
import { describeNetwork, networkFrom } from "./network-description.js";
import { sequential } from "./sequential.js";
import { summary } from "./summary.js";

it("tells every architecture as JSON, which makes the same again", () => {
  for (const make of Object.values(architectures)) {
    const network = make();
    const again = networkFrom(JSON.parse(JSON.stringify(describeNetwork(network))), "network.json");
    expect(summary(again)).toBe(summary(network));
    expect([again.name, again.input]).toEqual([network.name, network.input]);
  }
});

it("tells a network with a context, which makes the same again", () => {
  const layers = [film([embedding([3, 0], 2), dense(2)]), flatten(), concatenate(), dense(10)];
  const network = sequential({ name: "both", input: { context: [2] } }, layers);
  const again = networkFrom(JSON.parse(JSON.stringify(describeNetwork(network))), "network.json");
  expect(summary(again)).toBe(summary(network));
});

it.each([
  [{ layers: [{ kind: "convolution" }] }, 'layer "convolution" is unknown'],
  [{ layers: [{ kind: "dense", units: -1 }] }, "net.json describes no network: "],
  [{ layers: "dense" }, "a list of layers is wanted"],
  [{ layers: [{ kind: "flatten" }, { kind: "conv2d", filters: 4, kernel: 3 }] }, "net.json describes no network: "],
  [{ name: "", layers: [] }, "its name is a text"],
  [{ input: [28, 28], layers: [{ kind: "flatten" }] }, "its input is [height, width, channels]"],
  [{ context: 3, layers: [{ kind: "flatten" }] }, "its context is [numbers], as [3]"],
  [{ context: [0], layers: [{ kind: "flatten" }] }, "the context is [0], [numbers] is wanted, 1 to 4096 of them"],
  [{ layers: [{ kind: "film", branch: [] }] }, "film: the network has no context"],
  [null, "a list of layers is wanted"],
  [{ layers: [] }, "has no layers"],
])("refuses %j", (description, sentence) => {
  expect(() => networkFrom(description, "net.json")).toThrow(FormatError);
  expect(() => networkFrom(description, "net.json")).toThrow(sentence);
});
