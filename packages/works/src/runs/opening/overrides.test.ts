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
