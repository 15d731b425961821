import type { Preset } from "tenfold";
import { presets } from "tenfold";
import { expect, it } from "vitest";
import { overridden } from "./overrides.js";

const quick = presets.quick as Preset;

it("augments one epoch at least, whatever the number of epochs", () => {
  const plain = (epochs?: number) => overridden(quick, epochs === undefined ? {} : { epochs }).plainEpochs;
  expect([plain(), plain(9), plain(2), plain(1)]).toEqual([1, 1, 1, 0]);
});

it("keeps the options of the architecture that are not told", () => {
  const preset = { ...quick, architecture: "resnet", architectureOptions: { depth: 14, width: 16 } };
  expect(overridden(preset, { with: { width: 8 } }).architectureOptions).toEqual({ depth: 14, width: 8 });
  expect(overridden(preset, {}).architectureOptions).toEqual({ depth: 14, width: 16 });
});

it("changes the rate of the preset's optimizer, or takes another with its own", () => {
  const optimizer = (told: Parameters<typeof overridden>[1]) => overridden(quick, told).optimizer;
  expect(optimizer({})).toEqual(quick.optimizer);
  expect(optimizer({ rate: 0.002 })).toEqual({ ...quick.optimizer, rate: 0.002 });
  expect(optimizer({ optimizer: "adam" })).toEqual(quick.optimizer);
  expect(optimizer({ optimizer: "sgd" })).toEqual({ kind: "sgd", rate: 0.05, momentum: 0.9, nesterov: true });
});

it("spoils a share of the images, unless they are shown as they are", () => {
  expect(overridden(quick, { wear: 0.3 }).augment).toEqual({ ...quick.augment, wear: 0.3 });
  expect(overridden(quick, { wear: 0 }).augment).toEqual(quick.augment);
  expect(() => overridden(quick, { wear: 0.3, augment: false })).toThrow(
    "--wear 0.3: the images are shown as they are; leave --no-augment out, or --wear",
  );
});
