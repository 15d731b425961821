import type { GraphProto, ModelProto, NodeProto, ValueInfoProto } from "onnx-buf";
import { FormatError } from "../../errors.js";
import { shown } from "../../model/shown.js";
import { refuseStandIn } from "../../model/stored/refuse-stand-in.js";
import { type OnnxFormat, onnxFormat } from "../onnx-format.js";
import { tensorTypes } from "../tensor-types.js";
import { type Constant, constantOf } from "./constant.js";
import { type ExternalData, externalBytes } from "./external-data.js";

/** An ONNX file whose outer form holds. */
export interface OnnxGraph {
  readonly nodes: readonly NodeProto[];
  readonly constants: ReadonlyMap<string, Constant>;
  readonly input: OnnxInput;
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
}

/** The operator sets whose meaning is known: since 7 broadcasting is as it is now. */
const OPSETS = [7, 25] as const;
const NODE_LIMIT = 10_000;
/** Of one axis: a whole image may lie in a row. */
const DIMENSION_LIMIT = 2 ** 24;

/**
 * Reads the protobuf, and refuses what is no network of one input and one output.
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
  const [input, output] = [inputs[0], graph.output[0]];
  if (!input || inputs.length > 1) throw new FormatError(`${name} takes ${inputs.length} inputs; one, the images, is what can be run`);
  if (!output || graph.output.length > 1) {
    throw new FormatError(`${name} gives ${graph.output.length} outputs; save it with one, the scores of the classes`);
  }
  if (graph.node.length > NODE_LIMIT) throw new FormatError(`${name} has ${graph.node.length} nodes, at most ${NODE_LIMIT} are read`);
  if (graph.sparseInitializer.length > 0) throw new FormatError(`${name} has sparse weights; save it with dense ones`);
  return {
    nodes: graph.node,
    constants,
    input: inputOf(input, name),
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

function inputOf({ name: input, type }: ValueInfoProto, name: string): OnnxInput {
  const tensor = type?.value.case === "tensorType" ? type.value.value : undefined;
  const kinds: readonly number[] = [tensorTypes.FLOAT, tensorTypes.UINT8, tensorTypes.FLOAT16, tensorTypes.DOUBLE];
  if (!tensor?.shape || !kinds.includes(tensor.elemType))
    throw new FormatError(`${name}: its input "${shown(input)}" is no tensor of numbers with a shape`);
  const [batch, ...dims] = tensor.shape.dim.map(({ value }) => (value.case === "dimValue" ? Number(value.value) : undefined));
  if (dims.length < 1 || dims.length > 3 || !dims.every((side) => side !== undefined && side >= 1 && side <= DIMENSION_LIMIT)) {
    const text = tensor.shape.dim.map(({ value }) => (value.case === undefined ? "?" : String(value.value))).join(", ");
    throw new FormatError(`${name}: its input is [${shown(text)}]; [batch, channels, height, width] is wanted, only the batch left open`);
  }
  return { name: input, dims: dims as number[], batch, bytes: tensor.elemType === tensorTypes.UINT8 };
}
