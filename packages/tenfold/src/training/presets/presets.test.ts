import { describe, expect, it } from "vitest";
import { architectures } from "../../architectures/index.js";
import { UsageError } from "../../errors.js";
import { classCount, frameCount } from "../../model/network/sequential.js";
import type { Preset } from "./preset.js";
import { presetNamed, presets } from "./presets.js";
import { recipeOf } from "./recipe.js";
import { textRecipeOf } from "./text-recipe.js";

describe("presets", () => {
  it.each(Object.entries(presets))("%s is plain data that makes a network and options", (name, preset) => {
    expect(preset.name).toBe(name);
    expect(JSON.parse(JSON.stringify(preset))).toEqual(preset);
    const { network, compileOptions, fitOptions } = preset.strings ? textRecipeOf(preset) : recipeOf(preset);
    expect(network.name).toBe(preset.architecture);
    expect(compileOptions).toMatchObject({ seed: preset.seed, optimizer: { config: { rate: preset.optimizer.rate } } });
    expect(fitOptions).toMatchObject({ epochs: preset.epochs, batchSize: preset.batchSize, plainEpochs: preset.plainEpochs });
  });

  it("classic is the seed network's recipe", () => {
    const { compileOptions, fitOptions } = recipeOf(presetNamed("classic"));
    expect(compileOptions.optimizer.config).toEqual({ rate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 });
    expect(fitOptions.augment?.config).toEqual({ rotateDegrees: 10, shift: 0.1, zoom: 0.1 });
    expect(fitOptions.callbacks.map(({ name }) => name)).toEqual(["exponentialDecay", "earlyStopping"]);
  });

  it("can do without augmentation and early stopping, and with other optimizers and schedules", () => {
    const { augment, ...plain } = presetNamed("quick");
    const { fitOptions } = recipeOf({ ...plain, optimizer: { kind: "sgd", rate: 0.1 }, schedule: { kind: "cosineDecay" } });
    expect(fitOptions.augment).toBeUndefined();
    expect(fitOptions.callbacks.map(({ name }) => name)).toEqual(["cosineDecay"]);
  });

  it("lines makes a network that reads them, and takes its options", () => {
    const lines = presetNamed("lines");
    const { network, strings, fitOptions } = textRecipeOf(lines);
    expect([frameCount(network), classCount(network), strings]).toEqual([36, 23, lines.strings]);
    expect(fitOptions.callbacks.map(({ name }) => name)).toEqual(["oneCycle"]);
    expect(frameCount(textRecipeOf({ ...lines, architectureOptions: { width: 64, channels: 8 } }).network)).toBe(10);
  });

  it.each<[what: string, make: () => unknown, sentence: string]>([
    ["preset", () => presetNamed("toString"), `preset "toString" is unknown; known are ${Object.keys(presets).join(", ")}`],
    [
      "architecture",
      () => recipeOf({ ...quick, architecture: "deep" }),
      `architecture "deep" is unknown; known are ${Object.keys(architectures).join(", ")}`,
    ],
    [
      "number",
      () => recipeOf({ ...quick, optimizer: { kind: "adam", rate: -1 } }),
      "adam({ rate: -1, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 }): rate and epsilon are above 0, the betas in 0 <= beta < 1",
    ],
    [
      "preset for single images",
      () => recipeOf(presetNamed("lines")),
      'preset "lines" trains on strings composed of images; wanted is one that trains on the images themselves',
    ],
    [
      "preset for strings",
      () => textRecipeOf(quick),
      'preset "quick" trains on single images; wanted is one that trains on strings, as lines',
    ],
    [
      "option of line",
      () => textRecipeOf({ ...presetNamed("lines"), architectureOptions: { depth: 3 } }),
      'architecture "line" has no option "depth"; known are channels, width',
    ],
    [
      "number of channels",
      () => textRecipeOf({ ...presetNamed("lines"), architectureOptions: { channels: 12 } }),
      "line({ channels: 12, width: 168 }): channels are a positive multiple of 8, width one of 4",
    ],
  ])("refuse an unknown or impossible %s", (_what, make, sentence) => expect(make).toThrow(new UsageError(sentence)));
});

const quick: Preset = presetNamed("quick");
