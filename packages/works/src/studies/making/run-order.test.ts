import { FormatError, presetNamed } from "tenfold";
import { expect, it } from "vitest";
import { armsOf } from "../arms.js";
import type { StudyOptions } from "../study-options.js";
import { parseRunOrder, type RunOrder } from "./run-order.js";

const used = { name: "digits", count: 12, hashes: { "train-images": "0a" } };
const options: StudyOptions = { kind: "ranges", preset: "quick", seeds: [7, 8], limit: 12, ranges: { rotate: [0, 10] } };
const study = { format: "tenfold study", version: 1, begun: "2026-01-01T00:00:00.000Z", options, data: { training: used, test: used } };
const [, arm] = armsOf(options);
const order = { study, arm, seed: 8 } as RunOrder;

it("comes through JSON as it was, of every kind of study that has a recipe", () => {
  expect(parseRunOrder(JSON.parse(JSON.stringify(order)))).toEqual(order);
  for (const kind of ["augmentation", "architectures", "context", "seeds"] as const) {
    for (const one of armsOf({ kind, seeds: [1] })) {
      const sent = { ...order, arm: one };
      expect(parseRunOrder(JSON.parse(JSON.stringify(sent)))).toEqual(sent);
    }
  }
});

const { architecture, ...nameless } = presetNamed("quick");
it.each([
  ["nothing", null],
  ["a list", [order]],
  ["another study", { ...order, study: { ...study, version: 2 } }],
  ["a seed that is none", { ...order, seed: -1 }],
  ["an arm without a name", { ...order, arm: { preset: presetNamed("quick") } }],
  ["a recipe without an architecture", { ...order, arm: { name: "quick", preset: nameless } }],
  ["a recipe whose epochs are a word", { ...order, arm: { name: "quick", preset: { ...presetNamed("quick"), epochs: "3" } } }],
  ["data without a count", { ...order, study: { ...study, data: { training: used, test: { name: "digits" } } } }],
])("is refused where it is none: %s", (_, value) => {
  expect(() => parseRunOrder(value)).toThrow(FormatError);
});
