import { readFileSync } from "node:fs";
import { strToU8, unzipSync, zipSync } from "fflate";
import { File, ready } from "h5wasm";
import { beforeAll, describe, expect, it } from "vitest";
import { FormatError, UsageError } from "../errors.js";
import { decodeModel, encodeModel, type ModelFile } from "../model/files/model-file.js";
import { load } from "../training/labels/compile.js";
import { decodeKeras } from "./decode-keras.js";

const files = new URL("../../test/files/keras/", import.meta.url);
const read = (name: string) => new Uint8Array(readFileSync(new URL(name, files)));
const expectedIn = (folder: string): Readonly<Record<string, readonly (readonly number[])[]>> =>
  JSON.parse(new TextDecoder().decode(read(`${folder}expected.json`)));

/** The images that expected.json tells of. */
const images = Uint8Array.from({ length: 2 * 784 }, (_, at) => (at * at * 31 + (at >> 5) * 17) % 256);

/** What the network of a file says to them, once saved as one of Tenfold's. */
async function told(imported: ModelFile): Promise<Float32Array> {
  const model = await load(decodeModel(encodeModel(imported, imported.metadata), "copy"), { threads: 1 });
  return model.predict(images).finally(() => model.dispose());
}

function expectClose(got: Float32Array, rows: readonly (readonly number[])[]): void {
  const wanted = rows.flat();
  expect(wanted).toHaveLength(20);
  expect(Math.max(...wanted.map((value, at) => Math.abs(value - (got[at] as number))))).toBeLessThan(2e-6);
}

function softmax(scores: readonly number[]): number[] {
  const exponentials = scores.map((score) => Math.exp(score));
  const sum = exponentials.reduce((total, one) => total + one, 0);
  return exponentials.map((one) => one / sum);
}

const simple = "flatten dense relu dropout dense softmax";
const blocks = "conv2d relu max_pooling2d conv2d batch_normalization relu conv2d batch_normalization relu flatten dense softmax";
const ending = "flatten dense relu batch_normalization dropout dense softmax";

describe("decodeKeras, of the files of Keras itself", () => {
  const separable = "conv2d batch_normalization relu depthwise_conv2d relu max_pooling2d depthwise_conv2d conv2d silu";
  const older = "conv2d batch_normalization relu conv2d relu max_pooling2d depthwise_conv2d conv2d relu";
  const exciting = "rescaling conv2d residual residual relu squeeze_excite global_average_pooling2d dropout dense softmax";

  it.each([
    ["3.15/sequence.keras", `${separable} ${ending}`, 255],
    ["3.15/sequence.h5", `${separable} ${ending}`, 255],
    ["3.15/rows.keras", simple, 1],
    ["3.15/rows.h5", simple, 1],
    ["3.15/nested.keras", blocks, 1],
    ["3.15/nested.h5", blocks, 1],
    ["3.15/residual.keras", exciting, 255],
    ["3.15/residual.h5", exciting, 255],
    ["2.3/sequence.h5", `${older} ${ending}`, 1],
    ["2.3/rows.h5", simple, 1],
    ["2.3/nested.h5", blocks, 1],
    ["2.3/residual.h5", "conv2d residual residual relu global_average_pooling2d dropout dense softmax", 1],
  ])("%s says what Keras says", async (file, layers, ink) => {
    const imported = await decodeKeras(read(file), file);
    expect(imported.network.layers.map(({ layer }) => layer.kind).join(" ")).toBe(layers);
    const [folder = "", network = ""] = file.replace(/\.\w+$/, "").split("/");
    const version = { "2.3": "2.3.1", "3.15": "3.15.1" }[folder];
    expect(imported.metadata).toEqual({ imported_from: `Keras ${version}`, imported_range: `paper as 0, ink as ${ink}` });
    const rows = expectedIn(`${folder}/`)[network] ?? [];
    const scores = network === "rows" || network === "residual";
    expectClose(await told(imported), scores ? rows.map(softmax) : rows);
  });
});

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
    expectClose(await told(imported), expectedIn("")[name.replace(/[-.].*/, "")] ?? []);
  });

  it("leaves out what acts in training only", async () => {
    const bytes = changed((layers) => layers.splice(1, 0, { class_name: "RandomRotation", config: { name: "turn", factor: 0.1 } }));
    expect((await decodeKeras(bytes, "f")).weights).toEqual((await decodeKeras(read("convnet.keras"), "f")).weights);
  });

  /** convnet.keras as it is saved where channels come first: its arrays are the same. */
  const first = (flatten: string) =>
    changed((layers) => {
      for (const { class_name: kind, config } of layers) {
        if (kind === "InputLayer") config.batch_shape = [null, 1, 28, 28];
        if (kind === "Flatten") config.data_format = flatten;
        else if ("data_format" in config) config.data_format = "channels_first";
        if (
          kind === "BatchNormalization" &&
          layers.findIndex(({ class_name }) => class_name === "Flatten") > layers.findIndex((one) => one.config === config)
        )
          config.axis = 1;
      }
    });

  it("reads channels first: the same arrays, behind a Flatten that knows of them", async () => {
    const [last, there] = [await decodeKeras(read("convnet.keras"), "f"), await decodeKeras(first("channels_first"), "f")];
    expect(there.network.input).toEqual([28, 28, 1]);
    expect(there.weights).toEqual(last.weights);
  });

  it("brings the rows behind a Flatten that does not know of them into order", async () => {
    const [last, there] = [await decodeKeras(read("convnet.keras"), "f"), await decodeKeras(first("channels_last"), "f")];
    const at = last.network.layers.findIndex(({ layer }) => layer.kind === "flatten");
    const [height = 0, width = 0, channels = 0] = last.network.layers[at - 1]?.output ?? [];
    const name = last.network.layers.slice(at).find(({ layer }) => layer.kind === "dense")?.name;
    const [kernel, turned] = [last, there].map(({ weights }) => weights[`${name}.kernel`]);
    const units = kernel?.shape[1] as number;
    expect(channels).toBeGreaterThan(1);
    for (const [row, column, channel] of [
      [0, 1, 1],
      [height - 1, 0, channels - 1],
    ] as const) {
      const [to, from] = [(row * width + column) * channels + channel, (channel * height + row) * width + column];
      expect(turned?.data.slice(to * units, (to + 1) * units)).toEqual(kernel?.data.slice(from * units, (from + 1) * units));
    }
    expect(there.weights[`${name}.bias`]).toEqual(last.weights[`${name}.bias`]);
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

type Rewired = { name: string; class_name: string; inbound_nodes?: unknown[] };

/** The residual network of Keras 3.15.1 with its config changed. */
function graph(change: (config: { layers: Rewired[] }) => void): Uint8Array {
  const parts = unzipSync(read("3.15/residual.keras"));
  const model = JSON.parse(new TextDecoder().decode(parts["config.json"]));
  change(model.config);
  return zipSync({ ...parts, "config.json": strToU8(JSON.stringify(model)) });
}

/** The same with one layer changed. */
const rewired = (name: string, change: (layer: Rewired) => void) =>
  graph(({ layers }) => change(layers.find((layer) => layer.name === name) as Rewired));

/** The same with a layer that reads others. */
const reading = (name: string, others: readonly string[]) =>
  rewired(name, (layer) => {
    layer.inbound_nodes = [{ args: [others.map((other) => ({ config: { keras_history: [other, 0, 0] } }))], kwargs: {} }];
  });

/** Models inside each other, so many, around nothing. */
function dolls(count: number): string {
  const input = { class_name: "InputLayer", config: { name: "input", batch_shape: [null, 28, 28, 1] } };
  let layers: unknown[] = [input];
  for (let at = 0; at < count - 1; at++) layers = [input, { class_name: "Sequential", config: { name: "doll", layers } }];
  return JSON.stringify({ class_name: "Sequential", config: { layers } });
}

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
    ["a config that is a list", () => archive({ "config.json": strToU8("[]") }), "f: its config tells no class of model; it is damaged"],
    [
      "a model of its own class",
      () => changed(() => {}, { class_name: "MyModel" }),
      "f holds a MyModel model; Sequential and Functional ones are read, export others to ONNX",
    ],
    [
      "a Functional model without connections",
      () => changed(() => {}, { class_name: "Functional" }),
      'f: its Conv2D "my_conv2d" is used an unknown number of times in its model',
    ],
    [
      "a layer that is used twice",
      () => rewired("conv2d_5", (layer) => layer.inbound_nodes?.push({})),
      'f: its Conv2D "conv2d_5" is used 2 times',
    ],
    [
      "a layer that reads itself",
      () => reading("conv2d_5", ["conv2d_5"]),
      'f: its Conv2D "conv2d_5" reads "conv2d_5", which is no layer before it',
    ],
    ["a layer that reads a later one", () => reading("conv2d_5", ["dense_7"]), 'reads "dense_7", which is no layer before it'],
    [
      "a layer that reads nothing",
      () => reading("conv2d_5", []),
      "f: its Conv2D \"conv2d_5\" reads 0 layers' outputs; 1 are what Tenfold's has",
    ],
    ["a convolution of two", () => reading("conv2d_5", ["add", "add"]), "reads 2 layers' outputs; 1 are what Tenfold's has"],
    ["a sum of three", () => reading("add_1", ["conv2d_6", "conv2d_7", "add"]), "reads 3 layers' outputs; 2 are what Tenfold's has"],
    ["a sum of one", () => reading("add_1", ["conv2d_6"]), "reads 1 layers' outputs; 2 are what Tenfold's has"],
    [
      "a layer added to itself",
      () => reading("add_1", ["conv2d_6", "conv2d_6"]),
      'f: its Add "add_1" adds a value to itself; Tenfold has no such layer',
    ],
    ["a sum of two shapes", () => reading("add_1", ["conv2d_6", "add"]), 'f: its Add "add_1" cannot be read: residual'],
    [
      "a product of two images",
      () => reading("multiply", ["conv2d_6", "conv2d_7"]),
      "squeeze-and-excitation with SiLU are what Tenfold has",
    ],
    [
      "a second input of no size",
      () => rewired("conv2d_5", (layer) => Object.assign(layer, { class_name: "InputLayer" })),
      'f: its input "conv2d_5" is of no fixed size up to 4096; give it a shape in numbers',
    ],
    [
      "two outputs",
      () =>
        graph((config) =>
          Object.assign(config, {
            output_layers: [
              ["dense_5", 0, 0],
              ["dense_7", 0, 0],
            ],
          }),
        ),
      "f gives 2 outputs; one,",
    ],
    [
      "an output that is no layer",
      () => graph((config) => Object.assign(config, { output_layers: ["nothing", 0, 0] })),
      'f gives the output of "nothing", which is no layer of it',
    ],
    [
      "models inside each other without end",
      () => archive({ "config.json": strToU8(dolls(200)) }),
      "f has models inside each other more than 8 deep",
    ],
    ["a model of nothing", () => archive({ "config.json": strToU8(dolls(3)) }), "f: its model gives back the images; it has no layers"],
    [
      "an unknown layer",
      () => changed((layers) => layers.splice(3, 0, { class_name: "LSTM", config: {} })),
      "f has layers of the class LSTM, which Tenfold does not have; it has Activation, Add, AveragePooling2D, BatchNormalization,",
    ],
    [
      "a layer called constructor",
      () => changed((layers) => layers.push({ class_name: "constructor", config: {} })),
      "f has layers of the class constructor, which",
    ],
    [
      "a layer of no class",
      () => changed((layers) => layers.push({ class_name: undefined as unknown as string, config: { name: "more", units: 3 } })),
      "f: its config has a layer that tells no class; it is damaged",
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
    [
      "channels in two places",
      () => withOptions(1, { data_format: "channels_first" }),
      "f has layers with channels first and others with channels last; one of both is read",
    ],
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
