import type { GraphProto, ModelProto, NodeProto, ValueInfoProto } from "onnx-buf";
import { MOST_NUMBERS } from "../../data/context/context-columns.js";
import { sizeOf } from "../../engine/tensor.js";
import { FormatError } from "../../errors.js";
import { shown } from "../../model/shown.js";
import { refuseStandIn } from "../../model/stored/refuse-stand-in.js";
import { type OnnxFormat, onnxFormat } from "../onnx-format.js";
import { tensorTypes } from "../tensor-types.js";
import { type Constant, constantOf } from "../values/constant.js";
import { type ExternalData, externalBytes } from "../values/external-data.js";

/** An ONNX file whose outer form holds. */
export interface OnnxGraph {
  readonly nodes: readonly NodeProto[];
  readonly constants: ReadonlyMap<string, Constant>;
  /** The images. */
  readonly input: OnnxInput;
  /** Rows of numbers that the network takes beside them, in the file's order; none for most. */
  readonly beside: readonly OnnxInput[];
  /** The name of the value that the network is asked for. */
  readonly output: string;
  readonly opset: number;
  readonly metadata: Readonly<Record<string, string>>;
  /** As in "pytorch 1.13.0". */
  readonly producer: string;
}

export interface OnnxInput {
  readonly name: string;
  /** Of one example. */
  readonly dims: readonly number[];
  /** The size that the file fixes for the batch, if it does. */
  readonly batch: number | undefined;
  readonly bytes: boolean;
  /** Whether it takes whole numbers, as places in a table are. */
  readonly isWhole: boolean;
}

/** The operator sets whose meaning is known: since 7 broadcasting is as it is now. */
const OPSETS = [7, 25] as const;
const NODE_LIMIT = 10_000;
const INPUT_LIMIT = 64;
/** Of one axis: a whole image may lie in a row. */
const DIMENSION_LIMIT = 2 ** 24;

/**
 * Reads the protobuf, and refuses what is no network of images, with rows of numbers beside them or without, and of one output.
 *
 * @param data the file in which weights lie, if there is one
 * @throws FormatError
 * @throws InputError where the packages that read it are not installed
 */
export async function readGraph(bytes: Uint8Array, name: string, data?: ExternalData): Promise<OnnxGraph> {
  const model = parsed(await onnxFormat(), bytes, name);
  const graph = model.graph as GraphProto;
  refuseQuantized(graph.node, name);
  const external = externalBytes(data);
  const constants = new Map(graph.initializer.map((tensor) => [tensor.name, constantOf(tensor, name, external)]));
  const inputs = graph.input.filter((value) => !constants.has(value.name));
  const { input, beside } = inputsOf(inputs, name);
  const output = graph.output[0];
  if (!output || graph.output.length > 1) {
    throw new FormatError(`${name} gives ${graph.output.length} outputs; save it with one, the scores of the classes`);
  }
  if (graph.node.length > NODE_LIMIT) throw new FormatError(`${name} has ${graph.node.length} nodes, at most ${NODE_LIMIT} are read`);
  if (graph.sparseInitializer.length > 0) throw new FormatError(`${name} has sparse weights; save it with dense ones`);
  return {
    nodes: graph.node,
    constants,
    input,
    beside,
    output: output.name,
    opset: opsetOf(model, name),
    metadata: Object.fromEntries(model.metadataProps.map(({ key, value }) => [key, value])),
    producer: [model.producerName || "an unknown program", model.producerVersion].filter(Boolean).join(" "),
  };
}

/** Networks whose weights and numbers were made whole: another arithmetic than layers of floats. */
function refuseQuantized(nodes: readonly NodeProto[], name: string): void {
  const quantized = nodes.find(({ opType }) =>
    /^(QLinear|QGemm|QAttention|(Dynamic)?QuantizeLinear|DequantizeLinear|(Conv|MatMul)Integer)/.test(opType),
  );
  if (!quantized) return;
  throw new FormatError(
    `${name} is a quantized network (it has ${shown(quantized.opType)}), which is not read; export it in floats, and tenfold quantize makes it small again`,
  );
}

function parsed({ protobuf, onnx }: OnnxFormat, bytes: Uint8Array, name: string): ModelProto {
  refuseStandIn(bytes, name);
  let model: ModelProto;
  try {
    model = protobuf.fromBinary(onnx.ModelProtoSchema, bytes);
  } catch {
    throw new FormatError(`${name} is not an ONNX file: it is no protobuf, or cut short; pass an .onnx file`);
  }
  if (!model.graph || model.graph.node.length === 0)
    throw new FormatError(`${name} is not an ONNX file: it has no network in it; pass an .onnx file`);
  return model;
}

function opsetOf({ opsetImport }: ModelProto, name: string): number {
  const opset = Number(opsetImport.find(({ domain }) => domain === "" || domain === "ai.onnx")?.version ?? 1n);
  const [first, last] = OPSETS;
  if (opset < first || opset > last) {
    throw new FormatError(`${name} uses ONNX operator set ${opset}, ${first} to ${last} are read; export it with opset_version=17`);
  }
  return opset;
}

/** The images are the input that has a height and a width, or else the one of the most numbers. */
function inputsOf(values: readonly ValueInfoProto[], name: string): Pick<OnnxGraph, "input" | "beside"> {
  if (values.length === 0) throw new FormatError(`${name} takes no input; a network that takes images is wanted`);
  if (values.length > INPUT_LIMIT) throw new FormatError(`${name} takes ${values.length} inputs; up to ${INPUT_LIMIT} are read`);
  const all = values.map((value) => inputOf(value, name, values.length > 1));
  const images = all.filter(({ dims }) => dims.length > 1);
  const [first, second] = images.length > 0 ? images : all.toSorted((a, b) => sizeOf(b.dims) - sizeOf(a.dims));
  if (images.length > 1 || (second && sizeOf(second.dims) === sizeOf(first?.dims ?? []))) {
    const named = (images.length > 1 ? images : all).map(({ name: one, dims }) => `"${shown(one)}" [${dims.join(", ")}]`).slice(0, 4);
    throw new FormatError(
      `${name} takes ${named.join(" and ")}; one input of images, and rows of numbers beside them, are what can be run`,
    );
  }
  const input = first as OnnxInput;
  if (input.dims.length === 0 || input.isWhole) throw new FormatError(`${name}: its input "${shown(input.name)}" holds no images`);
  const beside = all.filter((one) => one !== input);
  const numbers = beside.reduce((sum, { dims }) => sum + sizeOf(dims), 0);
  if (numbers > MOST_NUMBERS) throw new FormatError(`${name} takes ${numbers} numbers beside its images; up to ${MOST_NUMBERS} are read`);
  return { input, beside };
}

function inputOf({ name: input, type }: ValueInfoProto, name: string, isOfMany: boolean): OnnxInput {
  const tensor = type?.value.case === "tensorType" ? type.value.value : undefined;
  const whole: readonly number[] = isOfMany ? [tensorTypes.INT64, tensorTypes.INT32] : []; // as places in a table
  const kinds: readonly number[] = [tensorTypes.FLOAT, tensorTypes.UINT8, tensorTypes.FLOAT16, tensorTypes.DOUBLE, ...whole];
  if (!tensor?.shape || !kinds.includes(tensor.elemType))
    throw new FormatError(`${name}: its input "${shown(input)}" is no tensor of numbers with a shape`);
  const [batch, ...dims] = tensor.shape.dim.map(({ value }) => (value.case === "dimValue" ? Number(value.value) : undefined));
  if (
    dims.length < (isOfMany ? 0 : 1) ||
    dims.length > 3 ||
    !dims.every((side) => side !== undefined && side >= 1 && side <= DIMENSION_LIMIT)
  ) {
    const text = tensor.shape.dim.map(({ value }) => (value.case === undefined ? "?" : String(value.value))).join(", ");
    throw new FormatError(`${name}: its input is [${shown(text)}]; [batch, channels, height, width] is wanted, only the batch left open`);
  }
  return {
    name: input,
    dims: dims as number[],
    batch,
    bytes: tensor.elemType === tensorTypes.UINT8,
    isWhole: whole.includes(tensor.elemType),
  };
}
