import { expect, it } from "vitest";
import { classic } from "../architectures/classic.js";
import { resnet } from "../architectures/resnet.js";
import { withDropout } from "./with-dropout.js";

it("changes every dropout layer, and nothing else", () => {
  const before = classic();
  const after = withDropout(before, 0.1);
  const rates = after.layers.flatMap(({ layer: { kind, config } }) => (kind === "dropout" ? [config.rate] : []));
  expect(rates).toEqual([0.1, 0.1, 0.1, 0.1]);
  expect([after.name, after.input]).toEqual([before.name, before.input]);
  const others = ({ layers }: typeof before) =>
    layers.filter(({ layer }) => layer.kind !== "dropout").map(({ name, layer }) => [name, layer.config]);
  expect(others(after)).toEqual(others(before));
});

it("refuses a network without any, and a rate that is no share", () => {
  expect(() => withDropout(resnet(), 0.1)).toThrow('"resnet" has no dropout; quick, classic and efficientnet have it');
  expect(() => withDropout(classic(), 1)).toThrow("the rate is a share, at least 0 and less than 1");
});
