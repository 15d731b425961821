import { readFileSync } from "node:fs";
import { strToU8, unzipSync, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { FormatError } from "../errors.js";
import { decodeModel, encodeModel } from "../model/files/model-file.js";
import { load } from "../training/labels/compile.js";
import { decodeKeras } from "./decode-keras.js";

const files = new URL("../../test/files/keras/3.15/", import.meta.url);
const read = (name: string) => new Uint8Array(readFileSync(new URL(name, files)));
const expected: readonly (readonly number[])[] = JSON.parse(new TextDecoder().decode(read("known.json")));
const images = Uint8Array.from({ length: 2 * 784 }, (_, at) => (at * at * 31 + (at >> 5) * 17) % 256);
const rows = [
  { region: 2, age: 0.5, pen_0: 1, pen_1: -0.5 },
  { region: 0, age: -1.25, pen_0: 0.25, pen_1: 2 },
];

interface Entry {
  readonly class_name: string;
  readonly config: Record<string, unknown>;
}

/** known.keras with some of its layers changed. */
function changed(kind: string, change: (layer: Entry) => void): Uint8Array {
  const parts = unzipSync(read("known.keras"));
  const model = JSON.parse(new TextDecoder().decode(parts["config.json"]));
  for (const layer of (model.config.layers as Entry[]).filter(({ class_name: one }) => one === kind)) change(layer);
  return zipSync({ ...parts, "config.json": strToU8(JSON.stringify(model)) });
}

describe("decodeKeras, of models with inputs beside the images", () => {
  it.each(["known.keras", "known.h5"])("%s says what Keras says", async (file) => {
    const imported = await decodeKeras(read(file), file);
    expect(imported.network.layers.map(({ layer }) => layer.kind).join(" ")).toBe(
      "conv2d relu max_pooling2d film film flatten concatenate concatenate dense dense relu dense softmax",
    );
    expect(imported.context?.map(({ name }) => name)).toEqual(["region", "age", "pen_0", "pen_1"]);
    const model = await load(decodeModel(encodeModel(imported, imported.metadata), "copy"), { threads: 1 });
    const told = await model.predict(images, { context: rows });
    const others = await model.predict(images, { context: rows.toReversed() });
    await model.dispose();
    const worst = (got: Float32Array) => Math.max(...expected.flat().map((value, at) => Math.abs(value - (got[at] as number))));
    expect(told).toHaveLength(20);
    expect(worst(told)).toBeLessThan(2e-6);
    expect(worst(others)).toBeGreaterThan(1e-3);
  });

  it.each<[what: string, bytes: Uint8Array, sentence: string | RegExp]>([
    [
      "a second input of images",
      changed("InputLayer", ({ config }) => Object.assign(config, config.name === "pen" && { batch_shape: [null, 28, 28] })),
      'f takes "images" [28, 28, 1] and "pen" [28, 28]; one input of images, and rows of numbers beside them, are what can be run',
    ],
    [
      "an input of open size",
      changed("InputLayer", ({ config }) => Object.assign(config, config.name === "pen" && { batch_shape: [null, null] })),
      'f: its input "pen" is of no fixed size up to 4096; give it a shape in numbers',
    ],
    [
      "an embedding that masks",
      changed("Embedding", ({ config }) => Object.assign(config, { mask_zero: true })),
      /^f: its Embedding "embedding\w*" has mask_zero/,
    ],
    [
      "another axis",
      changed("Concatenate", ({ config }) => Object.assign(config, { axis: 0 })),
      /^f: its Concatenate "concatenate\w*" puts things together along another axis than the last/,
    ],
  ])("refuses %s in a sentence", async (_, bytes, sentence) => {
    await expect(decodeKeras(bytes, "f")).rejects.toThrow(FormatError);
    await expect(decodeKeras(bytes, "f")).rejects.toThrow(sentence);
  });
});
