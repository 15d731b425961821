import { describe, expect, it } from "vitest";
import { strokes } from "../../../test/strokes.js";
import { type Architecture, architectures } from "../../architectures/index.js";
import { decodeModel } from "../../model/files/model-file.js";
import { summarize } from "../../model/network/summary.js";
import { compile, load } from "../labels/compile.js";
import { presets } from "./presets.js";
import { recipeOf } from "./recipe.js";

const data = strokes(24);

/** Less of those that would take long. */
const smaller: Readonly<Record<string, Readonly<Record<string, number>>>> = { accurate: { width: 8 }, resnet: { width: 16 } };

describe.each(Object.entries(architectures))("%s", (name: string, make: Architecture) => {
  it("learns by its preset's optimizer and loss, and is the same after a way through a file", async () => {
    const { compileOptions } = recipeOf(presets[name]!);
    const network = make({ ...smaller[name], classes: 10 });
    const model = await compile(network, { ...compileOptions, threads: 2 });
    const images = Float32Array.from(data.images.pixels, (byte) => byte / 255);
    const targets = Float32Array.from({ length: 240 }, (_, at) => Number(data.labels[Math.floor(at / 10)] === at % 10));
    const losses: number[] = [];
    for (let step = 0; step < 8; step++) losses.push((await model.trainOnBatch(images, targets)).loss);
    expect(Math.min(...losses.slice(4))).toBeLessThan(0.8 * losses[0]!);
    const read = decodeModel(model.encode(), "a copy");
    expect(summarize(read.network)).toEqual(summarize(network));
    const copy = await load(read, { threads: 1 });
    expect(await copy.predict(data.images)).toEqual(await model.predict(data.images));
    await copy.dispose();
    await model.dispose();
  });

  it("has a preset that says all it takes", () => {
    expect(presets[name]).toMatchObject({ name, architecture: name, seed: 42, validation: 0.2 });
    expect(recipeOf(presets[name]!, { classes: 26 }).network.layers.at(-1)?.output).toEqual([26]);
  });
});
