import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { type AttributeProtoSchema, NodeProtoSchema } from "onnx-buf";
import { describe, expect, it } from "vitest";
import { InputError } from "../../errors.js";
import { relu as reluLayer } from "../../layers/relu.js";
import { type Flow, imagesFlow, throughEach } from "../values/flow.js";
import { type NodeSite, nodeSite, type Value } from "../values/node-site.js";
import { activationOperators } from "./activation-operators.js";
import { layerOperators } from "./layer-operators.js";
import { poolOperators } from "./pool-operators.js";

type Attribute = Exclude<MessageInitShape<typeof AttributeProtoSchema>, { $typeName: string }>;
type Options = Readonly<Record<string, number | string | readonly number[] | { readonly float: number }>>;

const operators: Readonly<Record<string, (site: NodeSite) => Flow>> = { ...layerOperators, ...activationOperators, ...poolOperators };
const images = imagesFlow([2, 7, 8]); // two channels of 7 x 8

function attribute(name: string, value: Options[string]): Attribute {
  if (typeof value === "number") return { name, i: BigInt(value) };
  if (typeof value === "string") return { name, s: new TextEncoder().encode(value) };
  return "float" in value ? { name, f: value.float } : { name, ints: value.map(BigInt) };
}

/** The flow behind a node with these options, and what it reads beside the images. */
function behindInputs(opType: string, options: Options, inputs: readonly (Value | undefined)[], flow = images): Flow {
  const node = create(NodeProtoSchema, { opType, attribute: Object.entries(options).map(([name, value]) => attribute(name, value)) });
  const site = nodeSite(node, [{ kind: "flow", flow }, ...inputs], {
    file: "f",
    opset: 17,
    batch: undefined,
    images: images.sides,
    context: undefined,
    spend: () => {},
    tell: () => {},
  });
  return (operators[opType] as (site: NodeSite) => Flow)(site);
}

function behind(opType: string, options: Options, constants: readonly (number | undefined)[] = [], flow = images): Flow {
  const value = (number: number): Value => ({ kind: "constant", constant: { shape: [], data: Float32Array.of(number) } });
  return behindInputs(
    opType,
    options,
    constants.map((number) => (number === undefined ? undefined : value(number))),
    flow,
  );
}

const kept = (flow: Flow) => flow.layers.map(({ layer }) => ({ kind: layer.kind, ...layer.config }));
const [three, two] = [{ kernel_shape: [3, 3] }, { kernel_shape: [2, 2] }];

describe("pooling of ONNX", () => {
  it.each<[op: string, options: Options, config: object, dims: readonly number[]]>([
    ["MaxPool", { ...two, strides: [2, 2] }, {}, [2, 3, 4]],
    ["MaxPool", { ...two, strides: [2, 2], pads: [0, 0, 0, 0], auto_pad: "VALID" }, {}, [2, 3, 4]],
    ["MaxPool", two, { size: 2, stride: 1, padding: "valid" }, [2, 6, 7]],
    ["MaxPool", { ...three, strides: [2, 2], pads: [1, 1, 1, 1], ceil_mode: 0 }, { size: 3, stride: 2, padding: "same" }, [2, 4, 4]],
    ["MaxPool", { ...three, strides: [2, 2], ceil_mode: 1 }, { size: 3, stride: 2, padding: margins(0, 0, 0, 1) }, [2, 3, 4]],
    ["MaxPool", { ...two, strides: [2, 2], ceil_mode: 1 }, { size: 2, stride: 2, padding: margins(0, 0, 1, 0) }, [2, 4, 4]],
    // a window that would begin behind the image is none: 7 rows in steps of 4 have one at 0 and one at 4, and none at 8
    ["MaxPool", { kernel_shape: [1, 1], strides: [4, 4], ceil_mode: 1 }, { size: 1, stride: 4, padding: "valid" }, [2, 2, 2]],
    ["MaxPool", { ...three, strides: [2, 2], auto_pad: "SAME_UPPER" }, { size: 3, stride: 2, padding: margins(1, 0, 1, 1) }, [2, 4, 4]],
    ["MaxPool", { ...three, strides: [2, 2], auto_pad: "SAME_LOWER" }, { size: 3, stride: 2, padding: margins(1, 1, 1, 0) }, [2, 4, 4]],
    ["MaxPool", { ...three, pads: [0, 1, 2, 0] }, { size: 3, stride: 1, padding: margins(0, 1, 2, 0) }, [2, 7, 7]],
    ["AveragePool", { ...two, strides: [2, 2], count_include_pad: 1 }, { size: 2, stride: 2, padding: "valid" }, [2, 3, 4]],
    ["AveragePool", { ...three, pads: [1, 1, 1, 1] }, { size: 3, stride: 1, padding: "same" }, [2, 7, 8]],
    [
      "AveragePool",
      { ...three, pads: [1, 1, 1, 1], count_include_pad: 1 },
      { size: 3, stride: 1, padding: "same", countPadding: true },
      [2, 7, 8],
    ],
    // nothing is padded, and what is cut off behind the image is not counted
    [
      "AveragePool",
      { ...two, strides: [2, 2], ceil_mode: 1, count_include_pad: 1 },
      { size: 2, stride: 2, padding: margins(0, 0, 1, 0) },
      [2, 4, 4],
    ],
    // here windows that are cut off are none
    [
      "AveragePool",
      { ...three, pads: [1, 1, 1, 0], strides: [2, 2], ceil_mode: 1, count_include_pad: 1 },
      { size: 3, stride: 2, padding: margins(1, 1, 1, 0), countPadding: true },
      [2, 4, 4],
    ],
    ["GlobalMaxPool", {}, {}, [2, 1, 1]],
    ["ReduceMax", { axes: [-1, 2], keepdims: 0 }, {}, [2]],
  ])("%s with %j becomes what does the same", (op, options, config, dims) => {
    const flow = behind(op, options);
    const [{ kind: _, ...rest }] = kept(flow) as [{ kind: string }];
    expect(rest).toEqual(config);
    expect(flow.dims).toEqual(dims);
  });

  it.each<[op: string, options: Options, sentence: string]>([
    ["MaxPool", {}, "size 0 and stride 1 are to be whole numbers from 1 to 4096"],
    ["MaxPool", { kernel_shape: [3, 2] }, "f: its MaxPool pools windows of 3 x 2; square ones are what Tenfold has"],
    ["MaxPool", { ...two, strides: [1, 2] }, "f: its MaxPool has strides 1 and 2; the same both ways is what Tenfold has"],
    ["MaxPool", { ...two, dilations: [2, 2] }, "f: its MaxPool is dilated; Tenfold has no such pooling"],
    ["MaxPool", { ...two, strides: [0, 0], ceil_mode: 1 }, "size 2 and stride 0 are to be whole numbers from 1 to 4096"],
    ["MaxPool", { ...two, pads: [0, 0, 2, 0] }, "whole numbers from 0 to 1, below the size"],
    ["MaxPool", { ...two, pads: [-1, 0, 0, 0] }, "whole numbers from 0 to 1, below the size"],
    ["MaxPool", { kernel_shape: [2 ** 40, 2 ** 40], auto_pad: "SAME_UPPER" }, "are to be whole numbers from 1 to 4096"],
    ["MaxPool", { kernel_shape: [8, 8] }, "maxPool2d() takes images of 8 x 8 or more, got [7, 8, 2]"],
    [
      "AveragePool",
      { ...three, strides: [2, 2], pads: [1, 1, 1, 1], ceil_mode: 1, count_include_pad: 1 },
      "f: its AveragePool counts its padding, but not the rest of windows cut off at the edge; Tenfold counts both or none",
    ],
    ["ReduceMax", { axes: [1] }, "f: its ReduceMax reduces other axes than height and width"],
  ])("refuses %s with %j in a sentence", (op, options, sentence) => {
    expect(() => behind(op, options)).toThrow(InputError);
    expect(() => behind(op, options)).toThrow(sentence);
  });
});

describe("padding of ONNX", () => {
  const ints = (values: readonly number[]) =>
    ({ kind: "constant", constant: { shape: [values.length], data: Float32Array.from(values), integers: values } }) as const;

  it.each<[options: Options, inputs: readonly (Value | undefined)[]]>([
    [{}, [ints([0, 0, 1, 2, 0, 0, 3, 4])]],
    [{ mode: "constant" }, [ints([0, 0, 1, 2, 0, 0, 3, 4]), { kind: "constant", constant: { shape: [], data: Float32Array.of(0) } }]],
    [{ pads: [0, 0, 1, 2, 0, 0, 3, 4] }, []],
  ])("Pad with %j becomes zeros around the images", (options, inputs) => {
    const flow = behindInputs("Pad", options, inputs);
    expect(kept(flow)).toEqual([{ kind: "zero_padding2d", ...margins(1, 2, 3, 4) }]);
    expect(flow.dims).toEqual([2, 11, 14]);
  });

  it.each<[options: Options, inputs: readonly (Value | undefined)[], sentence: string]>([
    [{ mode: "reflect" }, [ints([0, 0, 1, 1, 0, 0, 1, 1])], "f: its Pad pads with something else than zeros"],
    [{ value: { float: 1 }, pads: [0, 0, 1, 1, 0, 0, 1, 1] }, [], "f: its Pad pads with something else than zeros"],
    [{ pads: [0, 1, 1, 1, 0, 0, 1, 1] }, [], "f: its Pad pads by [0, 1, 1, 1, 0, 0, 1, 1]; all of height and width is what"],
    [{ pads: [1, 1] }, [], "f: its Pad pads by [1, 1]; all of height and width is what Tenfold can pad"],
    [{}, [ints([0, 0, -1, 0, 0, 0, 0, 0])], "zeroPadding2d: top -1, left 0, bottom 0, right 0 are to be whole numbers"],
    [{}, [{ kind: "flow", flow: images }], "f: its Pad gets input 2 from the images, where whole numbers are wanted"],
  ])("refuses %j in a sentence", (options, inputs, sentence) => {
    expect(() => behindInputs("Pad", options, inputs)).toThrow(sentence);
  });

  it("goes in front of convolutions that pad otherwise than Tenfold's", () => {
    const W: Value = { kind: "constant", constant: { shape: [4, 2, 3, 3], data: new Float32Array(72) } };
    const uneven = behindInputs("Conv", { pads: [0, 0, 1, 1], strides: [2, 2] }, [W]);
    expect(kept(uneven)).toEqual([
      { kind: "zero_padding2d", ...margins(0, 0, 1, 1) },
      { kind: "conv2d", filters: 4, kernel: 3, padding: "valid", stride: 2 },
    ]);
    expect(behindInputs("Conv", { auto_pad: "SAME_UPPER", strides: [2, 2] }, [W]).dims).toEqual([4, 4, 4]);
    expect(kept(behindInputs("Conv", { pads: [1, 1, 1, 1] }, [W]))).toEqual([{ kind: "conv2d", filters: 4, kernel: 3, padding: "same" }]);
  });
});

describe("activations of ONNX", () => {
  const leaky = throughEach(images, reluLayer({ slope: 0.5 }));

  it.each<[op: string, options: Options, constants: readonly (number | undefined)[], flow: Flow, config: object]>([
    ["LeakyRelu", {}, [], images, { slope: 0.01 }],
    ["LeakyRelu", { alpha: { float: Math.fround(0.3) } }, [], images, { slope: 0.3 }],
    ["Clip", {}, [0, 6], images, { limit: 6 }],
    ["Clip", {}, [0], images, {}],
    ["Clip", {}, [0, 3.4028234663852886e38], images, {}],
    ["Clip", { min: { float: 0 }, max: { float: 6 } }, [], images, { limit: 6 }],
    ["Clip", {}, [undefined, 6], throughEach(images, reluLayer()), { limit: 6 }],
    ["Clip", { max: { float: 1 }, min: { float: -3.4028234663852886e38 } }, [], leaky, { slope: 0.5, limit: 1 }],
  ])("%s with %j and %j becomes what does the same", (op, options, constants, flow, config) => {
    expect(kept(behind(op, options, constants, flow)).at(-1)).toEqual({ kind: "relu", ...config });
    expect(kept(behind(op, options, constants, flow))).toHaveLength(1);
  });

  it("Elu, HardSwish and HardSigmoid become what does the same", () => {
    expect(kept(behind("Elu", { alpha: { float: 0.5 } }))).toEqual([{ kind: "elu", alpha: 0.5 }]);
    expect(kept(behind("HardSwish", {}))).toEqual([{ kind: "hard_silu" }]);
    const line = { kind: "rescaling", scale: 0.25, offset: 0.5 };
    expect(kept(behind("HardSigmoid", { alpha: { float: 0.25 } }))).toEqual([line, { kind: "relu", limit: 1 }]);
    expect(() => behind("Elu", { alpha: { float: -1 } })).toThrow("elu: alpha -1 is to be a finite number above 0");
  });

  it.each<[op: string, constants: readonly (number | undefined)[], flow: Flow, sentence: string]>([
    ["Clip", [-1, 1], images, "f: its Clip keeps numbers from -1 to 1; from 0 on, or behind a ReLU, is what Tenfold has"],
    ["Clip", [undefined, 6], images, "f: its Clip keeps numbers from -Infinity to 6"],
    ["Clip", [-1, 6], leaky, "f: its Clip keeps numbers from -1 to 6"],
    ["Clip", [0, -6], images, "limit -6 one above 0"],
    ["Clip", [Number.NaN, 6], images, "f: its Clip keeps numbers from NaN to 6"],
    ["Clip", [0, Number.NaN], images, "limit NaN one above 0"],
  ])("refuses %s with %j in a sentence", (op, constants, flow, sentence) => {
    expect(() => behind(op, {}, constants, flow)).toThrow(sentence);
  });
});

function margins(top: number, left: number, bottom: number, right: number) {
  return { top, left, bottom, right };
}
