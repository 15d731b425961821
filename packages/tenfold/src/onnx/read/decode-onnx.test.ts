import { readFileSync } from "node:fs";
import { create, type MessageInitShape, toBinary } from "@bufbuild/protobuf";
import { ModelProtoSchema, TensorProto_DataLocation, TensorProto_DataType } from "onnx-buf";
import { describe, expect, it } from "vitest";
import { branching } from "../../../test/branching.js";
import { publishedLenet, stemmed } from "../../../test/published.js";
import { trainedLooking } from "../../../test/trained-looking.js";
import { architectures } from "../../architectures/index.js";
import { imagesOf } from "../../data/dataset.js";
import { FormatError, UsageError } from "../../errors.js";
import { categoricalCrossentropy } from "../../losses/categorical-crossentropy.js";
import { decodeModel, encodeModel, type ModelFile } from "../../model/files/model-file.js";
import type { Network } from "../../model/network/sequential.js";
import { adam } from "../../optimizers/adam.js";
import { compile, load } from "../../training/labels/compile.js";
import { encodeOnnx } from "../write/encode-onnx.js";
import { decodeOnnx, onnxOperators } from "./decode-onnx.js";

const files = new URL("../../../test/files/onnx/", import.meta.url);
const read = (name: string) => new Uint8Array(readFileSync(new URL(name, files)));
const expected: Readonly<Record<string, readonly (readonly number[])[]>> = JSON.parse(new TextDecoder().decode(read("expected.json")));

/** The images that expected.json tells of. */
const bytes = (count: number) => Uint8Array.from({ length: count * 784 }, (_, at) => (at * at * 31 + (at >> 5) * 17) % 256);

async function predict(model: ModelFile, images: Uint8Array): Promise<Float32Array> {
  const loaded = await load(model, { threads: 1 });
  return loaded.predict(images).finally(() => loaded.dispose());
}

function softmax(scores: readonly number[]): number[] {
  const exponentials = scores.map((score) => Math.exp(score - Math.max(...scores)));
  const sum = exponentials.reduce((total, one) => total + one, 0);
  return exponentials.map((one) => one / sum);
}

function expectClose(a: ArrayLike<number>, b: ArrayLike<number>, tolerance: number): void {
  expect(a.length).toBe(b.length);
  const worst = Array.from(a).reduce((most, value, at) => Math.max(most, Math.abs(value - (b[at] as number))), 0);
  expect(worst).toBeLessThan(tolerance);
}

/** The weights of today's example.onnx, which its exporter puts into a file of their own. */
const beside = { name: "example-2.13.onnx.data", bytes: read("example-2.13.onnx.data") };

/** Networks of which today's exporter leaves less: batch normalization goes into the weights before it. */
const folded = [["view", "conv2d relu max_pooling2d flatten dense relu dense softmax"]] as const;

describe.each([
  ["1.13.0", ""],
  ["2.13.0+cpu", "-2.13"],
])("decodeOnnx, of the files of PyTorch %s itself", (version, ending) => {
  it.each([
    ["example", "conv2d relu max_pooling2d conv2d relu max_pooling2d flatten dense relu dense softmax"],
    ["view", "conv2d batch_normalization relu max_pooling2d flatten dense batch_normalization relu dense softmax"],
    ["normalized", "rescaling conv2d relu max_pooling2d flatten dense softmax"],
    ["residual", "conv2d residual relu residual relu global_average_pooling2d dense softmax"],
    ["mobile", "conv2d silu residual global_average_pooling2d dense softmax"],
    ["mlp", "flatten dense relu dense softmax"],
  ])("%s: says what PyTorch says", async (name, layers) => {
    const model = await decodeOnnx(read(`${name}${ending}.onnx`), name, { externalData: beside });
    const [, today = layers] = folded.find(([network]) => network === name && ending !== "") ?? [];
    expect(model.network.layers.map(({ layer }) => layer.kind).join(" ")).toBe(today);
    const rows = (expected[name] ?? []).map((row) => (name === "normalized" ? row : softmax(row)));
    expectClose(await predict(model, bytes(2)), rows.flat(), 2e-6);
    const range = name === "normalized" ? "paper as 0, ink as 255" : "paper as 0, ink as 1";
    expect(model.metadata).toMatchObject({ imported_from: `ONNX, pytorch ${version}`, imported_range: range });
  });

  it("pooling: says what PyTorch says", async () => {
    const model = await decodeOnnx(read("pooling.onnx"), "pooling");
    const pools = model.network.layers.filter(({ layer }) => /pool|relu|tanh/.test(layer.kind)).map(({ layer }) => layer);
    expect(pools.map(({ kind, config }) => ({ kind, ...config }))).toEqual([
      { kind: "relu", slope: 0.1 },
      { kind: "max_pooling2d", size: 3, stride: 2, padding: { top: 0, left: 0, bottom: 1, right: 1 } },
      { kind: "relu", limit: 6 },
      { kind: "average_pooling2d", size: 3, stride: 2, padding: "same", countPadding: true },
      { kind: "tanh" },
      { kind: "average_pooling2d", size: 2, stride: 2, padding: { top: 0, left: 0, bottom: 1, right: 1 } },
      { kind: "relu", limit: 1 },
      { kind: "average_pooling2d", size: 3, stride: 2, padding: "same" },
      { kind: "max_pooling2d", size: 3, stride: 1, padding: "same" },
      { kind: "global_max_pooling2d" },
    ]);
    const scores: readonly (readonly number[])[] = JSON.parse(new TextDecoder().decode(read("pooling.json")));
    expectClose(await predict(model, bytes(2)), scores.flatMap(softmax), 1e-6);
  });

  it("names what it has no layer for, and what it has", async () => {
    const sentence = /^lstm\.onnx uses .*LSTM \(node "[\w/]*(LSTM|lstm)\w*"\), which Tenfold does not have; it has Add, .*Conv, .*Where$/;
    await expect(decodeOnnx(read(`lstm${ending}.onnx`), "lstm.onnx")).rejects.toThrow(FormatError);
    await expect(decodeOnnx(read(`lstm${ending}.onnx`), "lstm.onnx")).rejects.toThrow(sentence);
  });

  it("lets the network go on learning, and travel as a model file", async () => {
    const imported = await decodeOnnx(read("example.onnx"), "example.onnx", { range: [0, 1], mean: 0.1307, std: 0.3081 });
    const { network, weights, classNames } = decodeModel(encodeModel(imported, imported.metadata), "copy");
    expect(network.layers[0]?.layer.kind).toBe("rescaling");
    const model = await compile(network, { optimizer: adam({ rate: 3e-3 }), loss: categoricalCrossentropy(), threads: 1, classNames });
    model.setWeights(weights);
    const pixels = Uint8Array.from({ length: 20 * 784 }, (_, at) => (Math.floor((at % 784) / 84) === Math.floor(at / 784) % 10 ? 255 : 0));
    const labels = Uint8Array.from({ length: 20 }, (_, at) => at % 10);
    const dataset = { name: "bars", images: imagesOf(pixels, [20, 28, 28, 1]), labels, classNames };
    const before = await model.evaluate(dataset);
    await model.fit(dataset, { epochs: 20, batchSize: 10 });
    expect((await model.evaluate(dataset)).loss).toBeLessThan(before.loss / 2);
    await model.dispose();
  });
});

describe("decodeOnnx, of Tenfold's own files", () => {
  const networks: Readonly<Record<string, () => Network>> = { ...architectures, branching, lenet: publishedLenet, stemmed };

  it.each(Object.keys(networks))("%s comes back, with its classes", async (name) => {
    const model = await trainedLooking((networks[name] as () => Network)());
    const file = await encodeOnnx({ ...model, classNames: [..."zyxwvutsrq"] });
    const again = await decodeOnnx(file, name);
    expect(again.network.name).toBe(name);
    const described = (network: Network) => network.layers.filter(({ layer }) => layer.kind !== "dropout").map(({ layer }) => layer.config);
    expect(described(again.network)).toEqual(described(model.network));
    expect(again.classNames).toEqual([..."zyxwvutsrq"]);
    expectClose(await predict(again, bytes(2)), await predict({ ...model, metadata: {} }, bytes(2)), 1e-6);
    expectClose(
      await predict(await decodeOnnx(await encodeOnnx(model, { input: "floats", output: "logits" }), name), bytes(2)),
      await predict(again, bytes(2)),
      1e-6,
    );
  });
});

type Init = MessageInitShape<typeof ModelProtoSchema>;
type Graph = Extract<NonNullable<Init["graph"]>, { $typeName?: never }>;
type Node = Exclude<NonNullable<Graph["node"]>[number], { $typeName: string }>;

const FLOAT = TensorProto_DataType.FLOAT;

function tensor(name: string, dims: readonly number[], values: readonly number[], type = FLOAT) {
  const numbers = type === TensorProto_DataType.INT64 ? { int64Data: values.map(BigInt) } : { floatData: [...values] };
  return { name, dims: dims.map(BigInt), dataType: type, ...numbers };
}

function value(name: string, dims: readonly (number | string)[], elemType: number = FLOAT) {
  const dim = dims.map((side) => ({
    value: typeof side === "number" ? { case: "dimValue" as const, value: BigInt(side) } : { case: "dimParam" as const, value: side },
  }));
  return { name, type: { value: { case: "tensorType" as const, value: { elemType, shape: { dim } } } } };
}

const floats = (length: number) => Array.from({ length }, (_, at) => Math.sin(at));

/** A network of 2 x 2 pixels and 3 classes. */
const whole: Graph = {
  name: "small",
  input: [value("x", ["n", 1, 2, 2])],
  output: [value("y", ["n", 3])],
  node: [
    { opType: "Flatten", input: ["x"], output: ["row"] },
    { opType: "MatMul", name: "fc", input: ["row", "W"], output: ["wx"] },
    { opType: "Add", input: ["b", "wx"], output: ["y"] },
  ],
  initializer: [tensor("W", [4, 3], floats(12)), tensor("b", [3], [0.1, 0.2, 0.3])],
};

const file = (graph: Graph, { opsetImport = [{ version: 17n }] }: { readonly opsetImport?: { readonly version: bigint }[] } = {}) =>
  toBinary(ModelProtoSchema, create(ModelProtoSchema, { irVersion: 8n, opsetImport, graph }));
const nodes = (...node: Node[]) => file({ ...whole, node });

/** The same with an input of numbers beside the images. */
const withNumbers = (node: Node, numbers: readonly number[] = [3], more: readonly Node[] = []) => {
  const constants = [tensor("zero", [1], [0], TensorProto_DataType.INT64), tensor("one", [1], [1], TensorProto_DataType.INT64)];
  const initializer = [...(whole.initializer ?? []), ...constants, tensor("half", [], [0.5])];
  return file({ ...whole, initializer, input: [value("x", ["n", 1, 2, 2]), value("k", ["n", ...numbers])], node: [node, ...more] });
};

describe("decodeOnnx, of hand-built files", () => {
  it("takes MatMul and Add for a dense layer, and images in a row for what they are", async () => {
    const { network, weights } = await decodeOnnx(file(whole), "f");
    expect(network.layers.map(({ layer }) => layer.kind)).toEqual(["flatten", "dense", "softmax"]);
    expect(weights["dense.bias"]?.data).toEqual(Float32Array.of(0.1, 0.2, 0.3));
    const row = await decodeOnnx(file({ ...whole, input: [value("x", ["n", 4])] }), "f");
    expect(row.network.input).toEqual([2, 2, 1]);
    expect(row.weights).toEqual(weights);
  });

  it("brings the weights behind flattened channels into Tenfold's order", async () => {
    const conv = { opType: "Conv", input: ["x", "K"], output: ["c"] };
    const initializer = [...(whole.initializer ?? []), tensor("K", [2, 1, 1, 1], [1, 10])];
    const W = tensor("W", [8, 3], floats(24));
    const graph = {
      ...whole,
      node: [conv, ...(whole.node ?? []).map((node) => ({ ...node, input: node.input?.map((name) => (name === "x" ? "c" : name)) ?? [] }))],
    };
    const { weights } = await decodeOnnx(file({ ...graph, initializer: [...initializer.slice(1), W] }), "f");
    // ONNX: channel 0's four pixels, then channel 1's; Tenfold: both channels of a pixel side by side.
    const rows = [0, 4, 1, 5, 2, 6, 3, 7];
    expect(weights["dense.kernel"]?.data).toEqual(Float32Array.from(rows.flatMap((row) => floats(24).slice(row * 3, row * 3 + 3))));
  });

  it("folds a scale and a shift a channel into the layer before, and one number for all into a rescaling", async () => {
    const more = [
      { opType: "Mul", input: ["wx", "b"], output: ["scaled"] },
      { opType: "Sub", input: ["scaled", "b"], output: ["moved"] },
      { opType: "Mul", input: ["moved", "two"], output: ["y"] },
    ];
    const graph = {
      ...whole,
      node: [...(whole.node ?? []).slice(0, 2), ...more],
      initializer: [...(whole.initializer ?? []), tensor("two", [], [2])],
    };
    const { network, weights } = await decodeOnnx(file(graph), "f");
    expect(network.layers.map(({ layer }) => layer.kind)).toEqual(["flatten", "dense", "rescaling", "softmax"]);
    expect(weights["dense.bias"]?.data).toEqual(Float32Array.of(-0.1, -0.2, -0.3));
    expectClose(
      weights["dense.kernel"]?.data ?? [],
      floats(12).map((W, at) => (W * ((at % 3) + 1)) / 10),
      1e-7,
    );
  });

  it("takes a convolution whose kernel is as large as the image for the scores", async () => {
    const node: Node[] = [
      { opType: "Conv", input: ["x", "K"], output: ["c"] },
      { opType: "Flatten", input: ["c"], output: ["y"] },
    ];
    const model = await decodeOnnx(file({ ...whole, node, initializer: [tensor("K", [3, 1, 2, 2], floats(12))] }), "f");
    expect(model.network.layers.map(({ layer }) => layer.kind)).toEqual(["conv2d", "flatten", "softmax"]);
    const scores = [0, 1, 2].map((score) => floats(12)[4 * score] as number);
    expectClose(await predict(model, Uint8Array.of(255, 0, 0, 0)), softmax(scores), 1e-6);
  });

  it("follows the shapes that later exporters work out", async () => {
    const node: Node[] = [
      {
        opType: "Shape",
        input: ["x"],
        output: ["n"],
        attribute: [
          { name: "start", i: 0n },
          { name: "end", i: 1n },
        ],
      },
      { opType: "Concat", input: ["n", "minus"], output: ["shape"] },
      { opType: "Reshape", input: ["x", "shape"], output: ["row"] },
      ...(whole.node ?? []).slice(1).map((one) => one as Node),
    ];
    const graph = { ...whole, node, initializer: [...(whole.initializer ?? []), tensor("minus", [1], [-1], TensorProto_DataType.INT64)] };
    expect((await decodeOnnx(file(graph), "f")).weights).toEqual((await decodeOnnx(file(whole), "f")).weights);
  });

  it("names the classes as it is told, and refuses other numbers of them", async () => {
    expect((await decodeOnnx(file(whole), "f", { classNames: ["a", "b", "c"] })).classNames).toEqual(["a", "b", "c"]);
    await expect(decodeOnnx(file(whole), "f", { classNames: ["a"] })).rejects.toThrow(
      new UsageError("1 class names came, but the network of f tells 3 classes apart"),
    );
    await expect(decodeOnnx(file(whole), "f", { range: [1, 1] })).rejects.toThrow(UsageError);
    await expect(decodeOnnx(file(whole), "f", { std: 0 })).rejects.toThrow(UsageError);
  });

  const relu = (input: string, output: string): Node => ({ opType: "Relu", name: output, input: [input], output: [output] });
  const nested = (depth: number): Node[] => [
    relu("x", "x1"),
    ...Array.from({ length: depth }, (_, at) => relu(`x${at + 1}`, `x${at + 2}`)),
    ...Array.from({ length: depth }, (_, at): Node => {
      const inner = at === 0 ? `x${depth + 1}` : `y${at}`;
      return { opType: "Add", input: [inner, `x${depth - at}`], output: [at === depth - 1 ? "y" : `y${at + 1}`] };
    }),
  ];
  const chain = (length: number): Node[] => [
    ...Array.from({ length }, (_, at) => relu(at === 0 ? "x" : `x${at}`, `x${at + 1}`)),
    { opType: "Flatten", input: [`x${length}`], output: ["row"] },
    { opType: "Gemm", input: ["row", "W", "b"], output: ["y"] },
  ];
  const doubling = Array.from({ length: 60 }, (_, at): Node => ({ opType: "Concat", input: [`s${at}`, `s${at}`], output: [`s${at + 1}`] }));
  const conv = (dims: readonly number[], ...attribute: NonNullable<Node["attribute"]>): Uint8Array =>
    file({
      ...whole,
      node: [{ opType: "Conv", name: "c", input: ["x", "K"], output: ["y"], attribute }],
      initializer: [tensor("K", dims, floats(dims.reduce((product, side) => product * side, 1)))],
    });
  const ints = (name: string, ...values: number[]) => ({ name, ints: values.map(BigInt) });
  const external = {
    ...tensor("W", [4, 3], []),
    dataLocation: TensorProto_DataLocation.EXTERNAL,
    externalData: [{ key: "location", value: "../../etc/passwd" }],
  };

  it.each<[what: string, bytes: Uint8Array, sentence: string | RegExp]>([
    ["nothing", new Uint8Array(0), "f is not an ONNX file: it has no network in it; pass an .onnx file"],
    ["text", new TextEncoder().encode("this is a letter, and no network"), "f is not an ONNX file: it is no protobuf, or cut short"],
    ["a file cut short", file(whole).subarray(0, -20), "f is not an ONNX file: it is no protobuf, or cut short"],
    ["a graph nested a thousand deep", Uint8Array.from({ length: 3000 }, () => 0x3a), "f is not an ONNX file"],
    [
      "weights in another file",
      file({ ...whole, initializer: [external] }),
      'its tensor "W" lies in another file, "../../etc/passwd"; it did not come with it: export the network as one file, in PyTorch with external_data=False',
    ],
    [
      "a tensor of texts",
      file({ ...whole, initializer: [tensor("W", [1], [1], TensorProto_DataType.STRING)] }),
      "is of type STRING; float32,",
    ],
    [
      "sizes that lie",
      file({ ...whole, initializer: [tensor("W", [1e6, 1e6], [1])] }),
      "has 1 numbers, which is not what its shape [1000000, 1000000] takes",
    ],
    [
      "negative sizes",
      file({ ...whole, initializer: [tensor("W", [-1, -12], floats(12))] }),
      "which is not what its shape [-1, -12] takes",
    ],
    [
      "weights that are no numbers",
      file({ ...whole, initializer: [tensor("W", [4, 3], [Number.NaN, ...floats(11)]), tensor("b", [3], [0, 0, 0])] }),
      'f: "dense.kernel" holds NaN at 0',
    ],
    ["branches inside branches without end", nodes(...nested(40)), "is the end of branches inside each other more than 8 deep"],
    ["more layers than a model file may have", nodes(...chain(1200)), "f holds 1203 layers, at most 1000 are read"],
    [
      "a single score",
      file({ ...whole, initializer: [tensor("W", [4, 1], floats(4)), tensor("b", [1], [0])] }),
      "f gives one score; Tenfold's networks choose among two classes or more",
    ],
    [
      "a circle",
      nodes(relu("b2", "b1"), relu("b1", "b2"), relu("b2", "y")),
      'f: its Relu "b2" waits for what is made of it; the file is damaged',
    ],
    [
      "a quantized network",
      nodes({ opType: "QLinearConv", input: ["x"], output: ["y"] }),
      "f is a quantized network (it has QLinearConv), which is not read; export it in floats, and tenfold quantize makes it small again",
    ],
    [
      "a web page",
      new TextEncoder().encode("<!doctype html><html><title>Not found</title>"),
      "f is a web page, whatever its name says: a server sent that in place of the model; fetch it again",
    ],
    [
      "a Git LFS pointer",
      new TextEncoder().encode("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"),
      "f is a Git LFS pointer, which stands for the model; fetch the model itself with: git lfs pull",
    ],
    [
      "a logarithm of images",
      nodes({ opType: "Log", input: ["x"], output: ["y"] }),
      "f: its Log takes the logarithm of what is no softmax",
    ],
    ["a power of images", nodes({ opType: "Pow", input: ["x", "b"], output: ["y"] }), "f: its Pow is not made of weights alone"],
    ["a loose end", nodes(relu("nothing", "y")), 'f: its Relu "y" reads "nothing", which nothing makes before; the file is damaged'],
    ["an output that nothing makes", nodes(relu("x", "z")), 'its output "y" is made by no node from the images'],
    ["a value made twice", nodes(relu("x", "y"), relu("x", "y")), 'f makes "y" twice; the file is damaged'],
    [
      "an output that is an image",
      nodes(relu("x", "y")),
      "f ends with [1, 2, 2] an image; scores of classes, [batch, classes], are wanted",
    ],
    [
      "two inputs of images",
      file({ ...whole, input: [value("x", ["n", 4]), value("z", ["n", 4])] }),
      'f takes "x" [4] and "z" [4]; one input of images, and rows of numbers beside them, are what can be run',
    ],
    ["no input", file({ ...whole, input: [] }), "f takes no input; a network that takes images is wanted"],
    [
      "more numbers beside the images than a network may take",
      withNumbers(relu("k", "r"), [5000]),
      "f takes 5000 numbers beside its images; up to 4096 are read",
    ],
    ["an answer by the numbers alone", withNumbers(relu("k", "y")), 'f answers by "k" alone; a network that reads images is wanted'],
    [
      "images joined with other numbers than one a channel",
      withNumbers({ opType: "Mul", input: ["x", "k"], output: ["y"] }),
      "f: its Mul joins [1, 2, 2] of the images and [3] of the numbers beside them; [1, 1, 1], one a channel, is wanted",
    ],
    [
      "images beside the numbers",
      withNumbers({ opType: "Concat", input: ["x", "k"], output: ["y"], attribute: [{ name: "axis", i: 1n }] }),
      "f: its Concat gets [1, 2, 2], where a row of features is wanted; put Flatten before it",
    ],
    [
      "a place in a table that is worked out otherwise",
      withNumbers(
        { opType: "Slice", input: ["k", "zero", "one", "one"], output: ["a"] },
        [3],
        [
          { opType: "Add", input: ["a", "half"], output: ["h"] },
          { opType: "Floor", input: ["h"], output: ["f"] },
          { opType: "Mul", input: ["f", "half"], output: ["y"] },
        ],
      ),
      "f: its Mul reads a place in a table that was worked out in another way than Tenfold's files do it",
    ],
    ["two outputs", file({ ...whole, output: [value("y", ["n", 3]), value("wx", ["n", 3])] }), "f gives 2 outputs"],
    [
      "an input of open size",
      file({ ...whole, input: [value("x", ["n", 1, "height", "width"])] }),
      "f: its input is [n, 1, height, width]; [batch, channels, height, width]",
    ],
    [
      "an input of texts",
      file({ ...whole, input: [value("x", ["n", 4], TensorProto_DataType.STRING)] }),
      'its input "x" is no tensor of numbers with a shape',
    ],
    [
      "huge images",
      file({ ...whole, input: [value("x", ["n", 1, 100000, 4])] }),
      "f takes images of [100000, 4, 1], sides up to 4096 are read",
    ],
    ["an operator set of the future", file(whole, { opsetImport: [{ version: 99n }] }), "f uses ONNX operator set 99, 7 to 25 are read"],
    [
      "an operator of another house",
      nodes({ opType: "Relu", domain: "com.acme", input: ["x"], output: ["y"] }),
      "f uses com.acme.Relu, which Tenfold does not have",
    ],
    [
      "several unknown operators",
      nodes({ opType: "Erf", input: ["x"], output: ["e"] }, { opType: "Tan", input: ["e"], output: ["y"] }),
      "f uses Erf, Tan, which",
    ],
    [
      "sizes that double themselves",
      nodes({ opType: "Shape", input: ["x"], output: ["s0"] }, ...doubling, { opType: "Reshape", input: ["x", "s60"], output: ["y"] }),
      "puts 32 sizes together, more than a shape has",
    ],
    ["weights that do not fit", file({ ...whole, input: [value("x", ["n", 1, 3, 3])] }), 'f: its MatMul "fc" takes 4 features, but gets 9'],
    ["a kernel too large", conv([1, 1, 5, 5]), /^f: its Conv "c" cannot be read: conv2d\(1, 5\) does not fit into \[2, 2, 1\]/],
    ["a convolution of other channels", conv([1, 2, 1, 1]), 'f: its Conv "c" takes 2 channels, but gets 1'],
    ["a dilated convolution", conv([1, 1, 1, 1], ints("dilations", 2, 2)), "is dilated; Tenfold has no such convolution"],
    [
      "padding of less than nothing",
      conv([1, 1, 1, 1], ints("pads", 0, 0, -1, 0)),
      'f: its Conv "c" cannot be read: zeroPadding2d: top 0, left 0, bottom -1, right 0 are to be whole numbers from 0 to 4096',
    ],
    [
      "a layer between the images and the images",
      nodes({ opType: "Add", input: ["x", "x"], output: ["y"] }),
      "f: its Add adds a value to itself; Tenfold has no such layer",
    ],
    [
      "parts side by side",
      nodes({ opType: "Concat", input: ["x", "x"], output: ["y"] }),
      "f: its Concat takes or joins parts of images; Tenfold has it for shapes only, as exporters work them out",
    ],
    ["a reshaping into another number", nodes({ opType: "Reshape", input: ["x", "three"], output: ["y"] }), 'reads "three"'],
  ])("refuses %s in a sentence", async (_, bytes, sentence) => {
    await expect(decodeOnnx(bytes, "f")).rejects.toThrow(FormatError);
    await expect(decodeOnnx(bytes, "f")).rejects.toThrow(sentence);
  });

  /** The small network, its kernel in w.data as an entry says. */
  const outside = (entries: Readonly<Record<string, string>>, more: NonNullable<typeof whole.initializer> = []) => {
    const externalData = Object.entries({ location: "w.data", ...entries }).map(([key, value]) => ({ key, value }));
    const lying = { ...tensor("W", [4, 3], []), dataLocation: TensorProto_DataLocation.EXTERNAL, externalData };
    return file({ ...whole, initializer: [...(whole.initializer ?? []).map((one) => (one.name === "W" ? lying : one)), ...more] });
  };
  const kernel = Float32Array.from({ length: 16 }, (_, at) => at);
  const data = { name: "w.data", bytes: new Uint8Array(kernel.buffer) };

  it("takes weights from the file that came along, whatever surrounds them", async () => {
    const inside = await decodeOnnx(outside({ offset: "16", length: "48" }), "f", { externalData: data });
    expect(inside.weights["dense.kernel"]?.data).toEqual(kernel.subarray(4));
    expect((await decodeOnnx(outside({ offset: "16" }), "f", { externalData: data })).weights).toEqual(inside.weights); // to its end
  });

  it.each<[what: string, entries: Readonly<Record<string, string>>, sentence: string]>([
    ["another file", { location: "/etc/passwd" }, 'lies in another file, "/etc/passwd"; only "w.data" is read'],
    ["a folder above", { location: "../w.data" }, 'lies in another file, "../w.data"; only "w.data" is read'],
    ["the same file by another path", { location: "./w.data" }, 'lies in another file, "./w.data"; only "w.data" is read'],
    ["no file at all", { location: "" }, 'lies in another file, ""; only "w.data" is read'],
    ["bytes behind the end", { offset: "20", length: "48" }, "lies at bytes 20 to 68 of w.data, which has 64 for all tensors together"],
    ["bytes before the start", { offset: "-4", length: "48" }, "lies at bytes -4 to 44 of w.data"],
    ["a start that is no number", { offset: "first", length: "48" }, "lies at bytes NaN to NaN of w.data"],
    ["a length beyond all numbers", { length: "9e99" }, "of w.data, which has 64 for all tensors together"],
    ["too few bytes", { length: "44" }, "has 11 numbers, which is not what its shape [4, 3] takes"],
    ["all bytes, twice", { offset: "0", length: "48", twice: "" }, "which has 64 for all tensors together"],
  ])("refuses weights outside of the file that lie in %s", async (_, entries, sentence) => {
    const { twice, ...said } = entries;
    const again = { ...tensor("more", [12], []), dataLocation: TensorProto_DataLocation.EXTERNAL };
    const more = twice === undefined ? [] : [{ ...again, externalData: [{ key: "location", value: "w.data" }] }];
    await expect(decodeOnnx(outside(said, more), "f", { externalData: data })).rejects.toThrow(FormatError);
    await expect(decodeOnnx(outside(said, more), "f", { externalData: data })).rejects.toThrow(sentence);
  });

  it("works out what is made of weights alone: a Reshape as CNTK's exporter leaves it, and arithmetic", async () => {
    const flat = tensor("flat", [2, 2, 3], floats(12));
    const node: Node[] = [
      { opType: "Reshape", input: ["flat", "shape"], output: ["W0"] },
      { opType: "Mul", input: ["W0", "two"], output: ["W1"] },
      { opType: "Div", input: ["W1", "parts"], output: ["W"] },
      ...(whole.node ?? []).map((one) => one as Node),
    ];
    const initializer = [
      flat,
      tensor("shape", [2], [4, 3], TensorProto_DataType.INT64),
      tensor("two", [], [2]),
      tensor("parts", [1, 3], [1, 2, 4]),
    ];
    const { weights } = await decodeOnnx(
      file({ ...whole, node, initializer: [...initializer, ...(whole.initializer ?? []).slice(1)] }),
      "f",
    );
    const wanted = floats(12).map((W, at) => (2 * W) / ([1, 2, 4][at % 3] as number));
    expectClose(weights["dense.kernel"]?.data ?? [], wanted, 1e-6);
  });

  it("reads a network in the form of the Model Zoo's MNIST, as CNTK exported it", async () => {
    const int64 = TensorProto_DataType.INT64;
    const weights: readonly (readonly [name: string, dims: readonly number[]])[] = [
      ["K1", [8, 1, 5, 5]],
      ["b1", [8, 1, 1]],
      ["K2", [16, 8, 5, 5]],
      ["b2", [16, 1, 1]],
      ["P", [16, 4, 4, 10]],
      ["b3", [1, 10]],
    ];
    const count = (dims: readonly number[]) => dims.reduce((product, side) => product * side, 1);
    const initializer = [
      ...weights.map(([name, dims]) => tensor(name, dims, floats(count(dims)))),
      tensor("rows", [2], [256, 10], int64),
      tensor("flat", [2], [1, 256], int64),
    ];
    const text = (name: string, value: string) => ({ name, s: new TextEncoder().encode(value) });
    const same = [
      text("auto_pad", "SAME_UPPER"),
      ints("kernel_shape", 5, 5),
      ints("strides", 1, 1),
      ints("dilations", 1, 1),
      { name: "group", i: 1n },
    ];
    const pool = (size: number) => [
      text("auto_pad", "NOTSET"),
      ints("kernel_shape", size, size),
      ints("strides", size, size),
      ints("pads", 0, 0, 0, 0),
    ];
    const node: Node[] = [
      { opType: "Reshape", input: ["P", "rows"], output: ["W"] },
      { opType: "Conv", input: ["x", "K1"], output: ["c1"], attribute: same },
      { opType: "Add", input: ["c1", "b1"], output: ["a1"] },
      { opType: "Relu", input: ["a1"], output: ["r1"] },
      { opType: "MaxPool", input: ["r1"], output: ["p1"], attribute: pool(2) },
      { opType: "Conv", input: ["p1", "K2"], output: ["c2"], attribute: same },
      { opType: "Add", input: ["c2", "b2"], output: ["a2"] },
      { opType: "Relu", input: ["a2"], output: ["r2"] },
      { opType: "MaxPool", input: ["r2"], output: ["p2"], attribute: pool(3) },
      { opType: "Reshape", input: ["p2", "flat"], output: ["row"] },
      { opType: "MatMul", input: ["row", "W"], output: ["m"] },
      { opType: "Add", input: ["m", "b3"], output: ["y"] },
    ];
    const input = [value("x", [1, 1, 28, 28]), ...initializer.map(({ name, dims }) => value(name, dims.map(Number)))];
    const graph = { name: "CNTKGraph", input, output: [value("y", [1, 10])], node, initializer };
    const model = await decodeOnnx(file(graph, { opsetImport: [{ version: 8n }] }), "mnist-8.onnx");
    expect(model.network.layers.map(({ layer }) => layer.kind).join(" ")).toBe(
      "conv2d relu max_pooling2d conv2d relu max_pooling2d flatten dense softmax",
    );
    expect(model.weights["conv2d.bias"]?.data).toEqual(Float32Array.from(floats(8)));
  });

  it("refuses to work out more than the file's own weights allow", async () => {
    const node = Array.from(
      { length: 3000 },
      (_, at): Node => ({ opType: "Neg", input: [at === 0 ? "big" : `v${at}`], output: [at === 2999 ? "W" : `v${at + 1}`] }),
    );
    const graph = { ...whole, node: [...node, ...(whole.node ?? []).map((one) => one as Node)] };
    const initializer = [tensor("big", [400, 3], floats(1200)), ...(whole.initializer ?? []).slice(1)];
    await expect(decodeOnnx(file({ ...graph, initializer }), "f")).rejects.toThrow(
      "f works out more than 8 times the weights that it holds",
    );
  });

  it("takes nodes in any order, and a softmax followed by a logarithm", async () => {
    const more: Node[] = [
      { opType: "Log", input: ["p"], output: ["y"] },
      { opType: "Softmax", input: ["scores"], output: ["p"] },
      ...(whole.node ?? [])
        .map((one) => ({ ...(one as Node), output: one.output?.[0] === "y" ? ["scores"] : [...(one.output ?? [])] }))
        .reverse(),
    ];
    const model = await decodeOnnx(file({ ...whole, node: more }), "f");
    expect(model.network.layers.map(({ layer }) => layer.kind)).toEqual(["flatten", "dense", "softmax"]);
    expect(model.weights).toEqual((await decodeOnnx(file(whole), "f")).weights);
  });

  it("takes out dropout that was exported in training mode, and says so", async () => {
    const node: Node[] = [
      { opType: "Dropout", input: ["x", "half", "trains"], output: ["kept"] },
      ...(whole.node ?? []).map((one) => ({ ...(one as Node), input: (one.input ?? []).map((name) => (name === "x" ? "kept" : name)) })),
    ];
    const trains = { name: "trains", dims: [], dataType: TensorProto_DataType.BOOL, int32Data: [1] };
    const model = await decodeOnnx(
      file({ ...whole, node, initializer: [...(whole.initializer ?? []), tensor("half", [], [0.5]), trains] }),
      "f",
    );
    expect(model.network.layers.map(({ layer }) => layer.kind)).toEqual(["flatten", "dense", "softmax"]);
    expect(model.metadata.imported_notice).toBe("dropout that the file has in training mode was taken out");
  });

  it("lists its operators", () => {
    expect(onnxOperators).toContain("Conv");
    expect(onnxOperators).toEqual([...onnxOperators].sort());
  });
});
