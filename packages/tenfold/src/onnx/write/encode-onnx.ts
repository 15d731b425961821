import type { MessageInitShape } from "@bufbuild/protobuf";
import type { ValueInfoProtoSchema } from "onnx-buf";
import { plainColumns } from "../../data/context/context-columns.js";
import { checkOptions } from "../../known-options.js";
import { type ModelFile, needModelFile } from "../../model/files/model-file.js";
import { classCount, frameCount, type Network } from "../../model/network/sequential.js";
import { onnxFormat } from "../onnx-format.js";
import { tensorTypes } from "../tensor-types.js";
import { type GraphWriter, graphWriter } from "./graph-writer.js";
import { addLayers } from "./layer-nodes.js";

export interface OnnxOptions {
  /** "bytes": uint8, paper 0, ink 255, as pictures are stored. "floats": float32, paper 0, ink 1. */
  readonly input?: "bytes" | "floats" | undefined;
  /** What the network tells: probabilities, which sum to 1, or the logits before the softmax. */
  readonly output?: "probabilities" | "logits" | undefined;
}

/** ONNX operator set 17 and file format 8: onnxruntime reads them from 1.12 on (2022). */
const OPSET = 17n;
const IR_VERSION = 8n;

/**
 * A model as an ONNX file that any runtime runs without Tenfold.
 *
 *   images         uint8 or float32 `[batch, height, width, channels]`, any batch; bytes are divided by 255 inside
 *   context        float32 `[batch, numbers]`, only of a network that takes one: what is known as `encodeContext` has it, 0 where nothing is
 *   probabilities  float32 `[batch, classes]`, at the model's temperature; or `logits`, before any; `[batch, frames, classes]` of a network
 *                  that reads lines
 *
 * Its metadata names the architecture, the classes (`labels`, a JSON list in class order), the input and the output, and the columns of a context (`context`, JSON).
 *
 * Source: https://github.com/onnx/onnx/blob/main/docs/IR.md
 *
 * @throws UsageError when a layer has no counterpart in ONNX
 * @throws InputError where the packages `onnx-buf` and `@bufbuild/protobuf` are not installed
 */
export async function encodeOnnx(file: Omit<ModelFile, "metadata">, options: OnnxOptions = {}): Promise<Uint8Array> {
  needModelFile("encodeOnnx: the model", file);
  checkOptions("encodeOnnx", options, ["input", "output"]);
  const { network, weights, classNames, context, confidence } = file;
  const { protobuf, onnx } = await onnxFormat();
  const { input = "bytes", output = "probabilities" } = options;
  const graph = graphWriter();
  const images = channelsFirst(graph, input === "bytes" ? toInk(graph, "images") : "images");
  const layers = network.layers.filter(({ layer }) => layer.kind !== "softmax");
  const logits = inRows(graph, network, addLayers(graph, layers, weights, images, "context"));
  const x = output === "logits" ? logits : atTemperature(graph, logits, confidence?.temperature ?? 1);
  graph.nodes.push({ opType: output === "logits" ? "Identity" : "Softmax", name: output, input: [x], output: [output] });
  const elements = input === "bytes" ? tensorTypes.UINT8 : tensorTypes.FLOAT;
  const metadata = {
    architecture: network.name,
    labels: JSON.stringify(classNames),
    input: input === "bytes" ? "uint8, divided by 255 inside; ink is 255, paper is 0" : "float32; ink is 1, paper is 0",
    output,
    ...(network.context && { context: JSON.stringify(context ?? plainColumns(network.context[0] as number)) }),
  };
  const model = protobuf.create(onnx.ModelProtoSchema, {
    irVersion: IR_VERSION,
    producerName: "tenfold",
    opsetImport: [{ version: OPSET }],
    metadataProps: Object.entries(metadata).map(([key, value]) => ({ key, value })),
    graph: {
      name: network.name,
      node: graph.nodes,
      initializer: graph.constants,
      input: [
        described("images", elements, network.input),
        ...(network.context ? [described("context", tensorTypes.FLOAT, network.context)] : []),
      ],
      output: [described(output, tensorTypes.FLOAT, rowsOf(network))],
    },
  });
  return protobuf.toBinary(onnx.ModelProtoSchema, model);
}

/** The output's shape for one example. */
function rowsOf(network: Network): number[] {
  const frames = frameCount(network);
  return frames === 1 ? [classCount(network)] : [frames, classCount(network)];
}

/** What a network that reads lines makes, channels first, as a row of classes a frame; other networks make one row. */
function inRows(graph: GraphWriter, network: Network, logits: string): string {
  if (frameCount(network) === 1) return logits;
  const channelsLast = graph.node("Transpose", [logits], { perm: [0, 2, 3, 1] });
  return graph.node("Reshape", [channelsLast, graph.integers("rows", [-1, ...rowsOf(network)])]);
}

/** Bytes 0 to 255 to ink 0 to 1. */
function toInk(graph: GraphWriter, images: string): string {
  const floats = graph.node("Cast", [images], { to: tensorTypes.FLOAT });
  return graph.node("Div", [floats, graph.floats("white", [], Float32Array.of(255))]);
}

function atTemperature(graph: GraphWriter, logits: string, temperature: number): string {
  if (temperature === 1) return logits;
  return graph.node("Div", [logits, graph.floats("temperature", [], Float32Array.of(temperature))]);
}

function channelsFirst(graph: GraphWriter, images: string): string {
  return graph.node("Transpose", [images], { perm: [0, 3, 1, 2] });
}

/** A value of `shape` for each of any number of examples. */
function described(name: string, elemType: number, shape: readonly number[]): MessageInitShape<typeof ValueInfoProtoSchema> {
  const sides = shape.map((side) => ({ value: { case: "dimValue" as const, value: BigInt(side) } }));
  const dim = [{ value: { case: "dimParam" as const, value: "batch" } }, ...sides];
  return { name, type: { value: { case: "tensorType", value: { elemType, shape: { dim } } } } };
}
