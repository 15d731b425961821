import type { Preset } from "tenfold";
import { presets } from "tenfold";
import { expect, it } from "vitest";
import { overridden } from "./overrides.js";

const quick = presets.quick as Preset;

it("augments one epoch at least, whatever the number of epochs", () => {
  const plain = (epochs?: number) => overridden(quick, epochs === undefined ? {} : { epochs }).plainEpochs;
  expect([plain(), plain(9), plain(2), plain(1)]).toEqual([1, 1, 1, 0]);
});
