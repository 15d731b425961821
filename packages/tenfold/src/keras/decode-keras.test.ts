import { readFileSync } from "node:fs";
import { strToU8, unzipSync, zipSync } from "fflate";
import { File, ready } from "h5wasm";
import { beforeAll, describe, expect, it } from "vitest";
import { FormatError, UsageError } from "../errors.js";
import { decodeModel, encodeModel } from "../model/model-file.js";
import { load } from "../training/compile.js";
import { decodeKeras } from "./decode-keras.js";

const files = new URL("../../test/files/keras/", import.meta.url);
const read = (name: string) => new Uint8Array(readFileSync(new URL(name, files)));
const expected: Readonly<Record<string, readonly (readonly number[])[]>> = JSON.parse(new TextDecoder().decode(read("expected.json")));

/** The images that expected.json tells of. */
const images = Uint8Array.from({ length: 2 * 784 }, (_, at) => (at * at * 31 + (at >> 5) * 17) % 256);

describe("decodeKeras, of the layouts of Keras 2, 2.13 and 3", () => {
  const convnet = "conv2d relu max_pooling2d conv2d relu max_pooling2d flatten dropout dense softmax";
  const normed = "conv2d batch_normalization relu max_pooling2d conv2d batch_normalization relu max_pooling2d flatten dense softmax";

  it.each([
    ["convnet.keras", convnet, "paper as 0, ink as 1", "Keras 3.6.0"],
    ["convnet-2.13.keras", convnet, "paper as 0, ink as 1", "Keras 3.6.0"],
    ["convnet.h5", convnet, "paper as 0, ink as 1", "Keras 2.4.0"],
    ["normed.keras", normed, "paper as 0, ink as 255", "Keras 3.6.0"],
    [
      "small.keras",
      "conv2d silu depthwise_conv2d silu depthwise_conv2d conv2d global_average_pooling2d dense softmax",
      "paper as 0, ink as 1",
      "Keras 3.6.0",
    ],
    ["normed.h5", normed, "paper as 0, ink as 255", "Keras 2.4.0"],
  ])("%s says what the network says", async (name, layers, range, source) => {
    const imported = await decodeKeras(read(name), name);
    expect(imported.network.layers.map(({ layer }) => layer.kind).join(" ")).toBe(layers);
    expect(imported.metadata).toEqual({ imported_from: source, imported_range: range });
    const model = await load(decodeModel(encodeModel(imported, imported.metadata), "copy"), { threads: 1 });
    const told = await model.predict(images).finally(() => model.dispose());
    const wanted = (expected[name.replace(/[-.].*/, "")] ?? []).flat();
    expect(wanted).toHaveLength(20);
    expect(Math.max(...wanted.map((value, at) => Math.abs(value - (told[at] as number))))).toBeLessThan(2e-6);
  });

  it("leaves out what acts in training only", async () => {
    const bytes = changed((layers) => layers.splice(1, 0, { class_name: "RandomRotation", config: { name: "turn", factor: 0.1 } }));
    expect((await decodeKeras(bytes, "f")).weights).toEqual((await decodeKeras(read("convnet.keras"), "f")).weights);
  });

  it("takes the range it is told, and class names", async () => {
    const options = { range: [-1, 1], classNames: [..."abcdefghij"] } as const;
    const { network, classNames } = await decodeKeras(read("convnet.keras"), "f", options);
    expect(network.layers[0]?.layer.config).toEqual({ scale: 2, offset: -1 });
    expect(classNames).toEqual([..."abcdefghij"]);
    await expect(decodeKeras(read("convnet.keras"), "f", { classNames: ["a"] })).rejects.toThrow(UsageError);
  });
});

type Change = (layers: { class_name: string; config: Record<string, unknown> }[]) => void;

/** convnet.keras with other parts; a part that is undefined is left out. */
function archive(parts: Readonly<Record<string, Uint8Array | undefined>>): Uint8Array {
  const all = Object.entries({ ...unzipSync(read("convnet.keras")), ...parts });
  return zipSync(Object.fromEntries(all.filter((entry): entry is [string, Uint8Array] => entry[1] !== undefined)));
}

/** convnet.keras with its layers changed. */
function changed(change: Change, top: Readonly<Record<string, unknown>> = {}): Uint8Array {
  const model = JSON.parse(new TextDecoder().decode(unzipSync(read("convnet.keras"))["config.json"]));
  change(model.config.layers);
  return archive({ "config.json": strToU8(JSON.stringify({ ...model, ...top })) });
}

/** A layer's options replaced; 1 is the first convolution. */
const withOptions = (at: number, options: Readonly<Record<string, unknown>>) =>
  changed((layers) => {
    const layer = layers[at] as { config: Record<string, unknown> };
    layer.config = { ...layer.config, ...options };
  });

/** The first entry that has this name in the zip's own list says it unpacks to another size. */
function lying(zip: Uint8Array, part: string, size: number): Uint8Array {
  const copy = zip.slice();
  const view = new DataView(copy.buffer);
  for (let at = 0; at < copy.length - 46; at++) {
    const named = new TextDecoder().decode(copy.subarray(at + 46, at + 46 + part.length)) === part;
    if (view.getUint32(at, true) === 0x02014b50 && named) view.setUint32(at + 24, size, true);
  }
  return copy;
}

describe("decodeKeras, of hostile files", () => {
  let h5: typeof import("h5wasm").FS;
  beforeAll(async () => {
    h5 = (await ready).FS;
  });

  function h5File(write: (file: File) => void): Uint8Array {
    const file = new File("/made.h5", "w");
    write(file);
    file.close();
    return h5?.readFile("/made.h5") as Uint8Array;
  }

  const model = JSON.stringify({
    class_name: "Sequential",
    config: { layers: [{ class_name: "Dense", config: { name: "d", batch_input_shape: [null, 4], units: 3, activation: "linear" } }] },
  });
  const weights = (file: File, kernel: Parameters<File["create_dataset"]>[0]) => {
    file.create_attribute("model_config", model);
    const layer = file.create_group("model_weights").create_group("d");
    layer.create_attribute("weight_names", ["kernel", "bias"]);
    layer.create_dataset(kernel);
    layer.create_dataset({ name: "bias", data: new Float32Array(3) });
  };

  it("reads the small one that the others are made from", async () => {
    const bytes = h5File((file) => weights(file, { name: "kernel", data: new Float32Array(12), shape: [4, 3] }));
    const { network } = await decodeKeras(bytes, "f");
    expect([network.input, network.layers.map(({ layer }) => layer.kind)]).toEqual([
      [2, 2, 1],
      ["flatten", "dense", "softmax"],
    ]);
  });

  it.each<[what: string, bytes: () => Uint8Array, sentence: string]>([
    ["nothing", () => new Uint8Array(0), "f is no HDF5 file, or cut short; fetch or save it again"],
    ["text", () => strToU8("this is a letter, and no network"), "f is no HDF5 file, or cut short; fetch or save it again"],
    ["an .h5 file cut short", () => read("convnet.h5").subarray(0, 9000), "f is no HDF5 file, or cut short; fetch or save it again"],
    [
      "an .h5 file that is no model",
      () => h5File((file) => file.create_dataset({ name: "x", data: new Float32Array(3) })),
      "f is an HDF5 file, but no Keras model: it has no model_config",
    ],
    ["a model_config that is a number", () => h5File((file) => file.create_attribute("model_config", 3)), "it has no model_config"],
    [
      "a model_config that is no JSON",
      () => h5File((file) => file.create_attribute("model_config", "{")),
      "f: its config is not JSON; it is damaged",
    ],
    [
      "an .h5 file without its weights",
      () => h5File((file) => file.create_attribute("model_config", model)),
      "f has no model_weights/d array 0, which its config asks for",
    ],
    [
      "a kernel of 40 GB that was never written",
      () => read("unwritten.h5"),
      "f holds more than 67108864 numbers, which no model of Tenfold's takes",
    ],
    [
      "weights of another shape",
      () => h5File((file) => weights(file, { name: "kernel", data: new Float32Array(12), shape: [3, 4] })),
      'f: "dense.kernel" is [3, 4], this network has [4, 3]',
    ],
    [
      "whole numbers for weights",
      () => h5File((file) => weights(file, { name: "kernel", data: new Int32Array(12), shape: [4, 3] })),
      'is of type "<i"; float32 and float64 are read',
    ],
    [
      "weights that are no numbers",
      () => h5File((file) => weights(file, { name: "kernel", data: new Float32Array(12).fill(Number.NaN), shape: [4, 3] })),
      'f: "dense.kernel" holds NaN at 0',
    ],
    [
      "a link to another file",
      () =>
        h5File((file) => {
          file.create_attribute("model_config", model);
          const layer = file.create_group("model_weights").create_group("d");
          layer.create_attribute("weight_names", ["kernel", "bias"]);
          layer.create_external_link("/etc/passwd", "x", "kernel");
        }),
      "f has no model_weights/d array 0",
    ],
    ["a zip of something else", () => zipSync({ "word/document.xml": strToU8("<x/>") }), "f is no .keras file: it has no config.json"],
    ["a .keras file without weights", () => archive({ "model.weights.h5": undefined }), "f is no .keras file: it has no model.weights.h5"],
    [
      "a .keras file cut short",
      () => read("convnet.keras").subarray(0, 4000),
      "f is no .keras file: it cannot be unpacked; fetch or save it again",
    ],
    [
      "a zip bomb",
      () => archive({ "config.json": new Uint8Array(17 * 2 ** 20) }),
      "f: its config.json unpacks to 17825792 bytes, at most 16777216 are read",
    ],
    [
      "a zip that lies about a size",
      () => lying(read("convnet.keras"), "model.weights.h5", 2 ** 32 - 2),
      "f: its model.weights.h5 unpacks to 4294967294 bytes",
    ],
    [
      "a zip that hides a size",
      () => lying(read("convnet.keras"), "model.weights.h5", 100),
      "f, model.weights.h5 is no HDF5 file, or cut short",
    ],
    [
      "a name that leads out",
      () => archive({ "../../evil": strToU8("x") }),
      "f holds a file whose name leads out of the archive; it is not to be trusted",
    ],
    ["an absolute name", () => archive({ "/etc/cron.d/evil": strToU8("x") }), "f holds a file whose name leads out of the archive"],
    ["weights that are no HDF5", () => archive({ "model.weights.h5": strToU8("no") }), "f, model.weights.h5 is no HDF5 file"],
    ["a config that is a list", () => archive({ "config.json": strToU8("[]") }), "f holds a undefined model; Sequential ones are read"],
    [
      "a Functional model",
      () => changed(() => {}, { class_name: "Functional" }),
      "f holds a Functional model; Sequential ones are read, export others to ONNX",
    ],
    [
      "an unknown layer",
      () => changed((layers) => layers.splice(3, 0, { class_name: "LSTM", config: {} })),
      "f has layers of the class LSTM, which Tenfold does not have; it has Activation, AveragePooling2D, BatchNormalization,",
    ],
    [
      "a layer called constructor",
      () => changed((layers) => layers.push({ class_name: "constructor", config: {} })),
      "f has layers of the class constructor, which",
    ],
    [
      "an unknown activation",
      () => withOptions(1, { activation: "swish2" }),
      'f: its Conv2D "my_conv2d" has the activation swish2, which Tenfold does not have; it has elu, hard_silu, hard_swish, leaky_relu,',
    ],
    [
      "an input of open size",
      () => withOptions(0, { batch_shape: [null, null, null, 1] }),
      "f: its config tells no input of [height, width, channels]",
    ],
    [
      "a sigmoid for each class",
      () => withOptions(7, { activation: "sigmoid" }),
      "f ends with a sigmoid, which says yes or no to each class alone; Tenfold's networks choose one, by a softmax",
    ],
    ["endless strides", () => withOptions(1, { strides: [1e9, 1e9], padding: "same" }), "wanted are whole numbers from 1 to 256"],
    ["channels first", () => withOptions(1, { data_format: "channels_first" }), "has its channels first; Tenfold has no such layer"],
    [
      "more filters than weights",
      () => withOptions(1, { filters: 1e9 }),
      'f: "conv2d.kernel" is [3, 3, 1, 4], this network has [3, 3, 1, 1000000000]',
    ],
    ["no filters", () => withOptions(1, { filters: -1 }), "filters and kernel are positive whole numbers"],
    [
      "a layer too many",
      () => changed((layers) => layers.push({ class_name: "Dense", config: { name: "more", units: 3 } })),
      "f has no layers/dense_1/vars array 0",
    ],
    [
      "too many layers",
      () => changed((layers) => layers.push(...new Array(1001).fill({ class_name: "ReLU", config: {} }))),
      "its config has no list of up to 1000 layers",
    ],
  ])("refuses %s in a sentence", async (_, bytes, sentence) => {
    const refusal = await decodeKeras(bytes(), "f").catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(FormatError);
    expect((refusal as Error).message).toContain(sentence);
  });

  it("leaves nothing of the files in its memory", () => {
    const left: string[] = h5?.readdir("/") ?? ["no memory"];
    expect(left.filter((name) => /^\d+\.h5$/.test(name))).toEqual([]);
  });
});
