import { expect, it } from "vitest";
import { architectures } from "../../architectures/index.js";
import { FormatError } from "../../errors.js";
import { describeNetwork, networkFrom } from "./network-description.js";
import { summary } from "./summary.js";

it("tells every architecture as JSON, which makes the same again", () => {
  for (const make of Object.values(architectures)) {
    const network = make();
    const again = networkFrom(JSON.parse(JSON.stringify(describeNetwork(network))), "network.json");
    expect(summary(again)).toBe(summary(network));
    expect([again.name, again.input]).toEqual([network.name, network.input]);
  }
});

it.each([
  [{ layers: [{ kind: "convolution" }] }, 'layer "convolution" is unknown'],
  [{ layers: [{ kind: "dense", units: -1 }] }, "net.json describes no network: "],
  [{ layers: "dense" }, "a list of layers is wanted"],
  [{ layers: [{ kind: "flatten" }, { kind: "conv2d", filters: 4, kernel: 3 }] }, "net.json describes no network: "],
  [{ name: "", layers: [] }, "its name is a text"],
  [{ input: [28, 28], layers: [{ kind: "flatten" }] }, "its input is [height, width, channels]"],
  [null, "a list of layers is wanted"],
  [{ layers: [] }, "has no layers"],
])("refuses %j", (description, sentence) => {
  expect(() => networkFrom(description, "net.json")).toThrow(FormatError);
  expect(() => networkFrom(description, "net.json")).toThrow(sentence);
});
