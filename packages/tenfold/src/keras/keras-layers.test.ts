import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { FormatError } from "../errors.js";
import { load } from "../training/labels/compile.js";
import { decodeKeras } from "./decode-keras.js";
import { type KerasSite, kerasLayers } from "./keras-layers.js";

const files = new URL("../../test/files/keras/", import.meta.url);
const read = (name: string) => new Uint8Array(readFileSync(new URL(name, files)));

/** The images that pooling.json tells of. */
const images = Uint8Array.from({ length: 2 * 784 }, (_, at) => (at * at * 31 + (at >> 5) * 17) % 256);

it("pools and cuts off as Keras does", async () => {
  const imported = await decodeKeras(read("pooling.keras"), "pooling.keras");
  const kinds = imported.network.layers.map(({ layer, output }) => `${layer.kind} ${output.slice(0, 2).join(" x ")}`);
  expect(kinds.filter((kind) => !/^(conv2d|relu|tanh)/.test(kind))).toEqual([
    ...["max_pooling2d 13 x 13", "average_pooling2d 7 x 7", "max_pooling2d 4 x 4", "average_pooling2d 3 x 3", "max_pooling2d 2 x 2"],
    ...["global_max_pooling2d 5", "dense 10", "softmax 10"],
  ]);
  const forms = imported.network.layers.filter(({ layer }) => layer.kind === "relu").map(({ layer }) => layer.config);
  expect(forms).toEqual([{ slope: 0.1 }, { limit: 6 }, { slope: 0.1, limit: 0.5 }, { slope: 0.2 }, { slope: 0.3 }]);
  const model = await load(imported, { threads: 1 });
  const told = await model.predict(images).finally(() => model.dispose());
  const wanted = (JSON.parse(new TextDecoder().decode(read("pooling.json"))) as number[][]).flat();
  expect(wanted).toHaveLength(20);
  expect(Math.max(...wanted.map((value, at) => Math.abs(value - (told[at] as number))))).toBeLessThan(1e-6);
});

/** What becomes of a layer with this config behind images of 7 x 8 x 3. */
function made(kind: string, config: Readonly<Record<string, unknown>>) {
  const site: KerasSite = { who: `f: its ${kind} "it"`, config, input: [7, 8, 3], channelsFirst: false, arrays: () => [] };
  return (kerasLayers[kind] as (site: KerasSite) => readonly { layer: { kind: string; config: object } }[])(site).map(({ layer }) => layer);
}

describe("kerasLayers", () => {
  it.each<[kind: string, config: Readonly<Record<string, unknown>>, kept: object]>([
    ["MaxPooling2D", { pool_size: [2, 2], strides: null, padding: "valid" }, {}],
    ["MaxPooling2D", { pool_size: 2, strides: [1, 1] }, { size: 2, stride: 1, padding: "valid" }],
    ["MaxPooling2D", { pool_size: [3, 3], strides: [1, 1], padding: "same" }, { size: 3, stride: 1, padding: "same" }],
    [
      "MaxPooling2D", // of 7 rows it pads one at both ends, of 8 columns none and one
      { pool_size: [3, 3], strides: [2, 2], padding: "same" },
      { size: 3, stride: 2, padding: margins(1, 0, 1, 1) },
    ],
    ["AveragePooling2D", { pool_size: [2, 2], strides: [2, 2], padding: "same" }, { size: 2, stride: 2, padding: margins(0, 0, 1, 0) }],
    [
      "ZeroPadding2D",
      {
        padding: [
          [1, 2],
          [3, 0],
        ],
      },
      margins(1, 3, 2, 0),
    ],
    ["ZeroPadding2D", { padding: [1, 2] }, margins(1, 2, 1, 2)],
    ["ZeroPadding2D", { padding: 3 }, margins(3, 3, 3, 3)],
    ["ELU", { alpha: 0.5 }, { alpha: 0.5 }],
    ["Activation", { activation: "hard_silu" }, {}],
    ["LeakyReLU", { alpha: 0.25 }, { slope: 0.25 }],
    ["LeakyReLU", { negative_slope: 0.5 }, { slope: 0.5 }],
    ["ReLU", { max_value: null, negative_slope: 0, threshold: 0 }, {}],
    ["ReLU", { max_value: 6, negative_slope: 0.5, threshold: 0 }, { slope: 0.5, limit: 6 }],
    ["Activation", { activation: { class_name: "ReLU", config: { max_value: 2 } } }, { limit: 2 }],
  ])("%s with %j becomes what does the same", (kind, config, kept) => {
    expect(made(kind, config).map((layer) => layer.config)).toEqual([kept]);
  });

  it.each<[kind: string, config: Readonly<Record<string, unknown>>, sentence: string]>([
    ["MaxPooling2D", { pool_size: [3, 2] }, 'f: its MaxPooling2D "it" has windows or strides that are not the same both ways'],
    ["MaxPooling2D", { pool_size: 2, strides: [1, 2] }, "has windows or strides that are not the same both ways"],
    ["MaxPooling2D", { pool_size: 2, padding: "\u001b[31mall" }, 'f: its MaxPooling2D "it" has the padding'],
    ["MaxPooling2D", { pool_size: 2, data_format: "channels_first" }, "has its channels elsewhere than the layers around it"],
    ["MaxPooling2D", { pool_size: 0, padding: "same" }, "maxPool2d(): size 0 and stride 0 are to be whole numbers from 1 to 4096"],
    ["MaxPooling2D", { pool_size: 1e308, padding: "same" }, "are to be whole numbers from 1 to 4096"],
    ["AveragePooling2D", { pool_size: "1.5" }, "averagePool2d(): size 1.5 and stride 1.5 are to be whole numbers"],
    ["AveragePooling2D", { pool_size: 9, padding: "same", strides: -1 }, "size 9 and stride -1 are to be whole numbers"],
    ["GlobalMaxPooling2D", { keepdims: true }, "has keepdims; Tenfold has no such layer"],
    ["ZeroPadding2D", { padding: [[1, 2], "wide"] }, "zeroPadding2d: top 1, left NaN, bottom 2, right NaN are to be whole numbers"],
    ["ZeroPadding2D", { padding: 1e9 }, "are to be whole numbers from 0 to 4096"],
    ["LeakyReLU", { negative_slope: "steep" }, "relu: slope NaN is to be a finite number"],
    ["ReLU", { max_value: -1 }, "limit -1 one above 0"],
    ["ReLU", { threshold: 1 }, "has a threshold; Tenfold's ReLU has none"],
    ["Activation", { activation: { class_name: "Activation", config: { activation: "relu" } } }, "has the activation of its own, which"],
  ])("refuses %s with %j in a sentence", (kind, config, sentence) => {
    expect(() => made(kind, config)).toThrow(sentence);
  });

  it("refuses as the file's fault", () => {
    expect(() => made("MaxPooling2D", { pool_size: [3, 2] })).toThrow(FormatError);
  });
});

function margins(top: number, left: number, bottom: number, right: number) {
  return { top, left, bottom, right };
}
