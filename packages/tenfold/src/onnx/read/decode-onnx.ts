import type { NodeProto } from "onnx-buf";
import { type ContextColumn, contextWidth } from "../../data/context/context-columns.js";
import { parseContextColumns } from "../../data/context/parse-context-columns.js";
import { sizeOf } from "../../engine/tensor.js";
import { FormatError, InputError } from "../../errors.js";
import { readsContext } from "../../model/context-joints.js";
import type { ModelFile } from "../../model/files/model-file.js";
import { type ImportOptions, importedModel } from "../../model/imported.js";
import { knownNumbers } from "../../model/known-numbers.js";
import { namedColumns } from "../../model/named-columns.js";
import { shown } from "../../model/shown.js";
import { needBytes } from "../../what-came.js";
import { activationOperators } from "../operators/activation-operators.js";
import { arithmeticOperators } from "../operators/arithmetic-operators.js";
import { joiningOperators } from "../operators/joining-operators.js";
import { knownOperators } from "../operators/known-operators.js";
import { layerOperators } from "../operators/layer-operators.js";
import { poolOperators } from "../operators/pool-operators.js";
import { shapeOperators } from "../operators/shape-operators.js";
import { weightOperators } from "../operators/weight-operators.js";
import type { ExternalData } from "../values/external-data.js";
import { asFeatures, type Flow, imagesFlow, isInOrder } from "../values/flow.js";
import { type NodeSite, nodeSite, type Value } from "../values/node-site.js";
import { type OnnxGraph, readGraph } from "./graph.js";
import { orderedNodes } from "./ordered-nodes.js";

/** Every operator that is read, and what it makes. */
const operators = new Map<string, (site: NodeSite) => Value>([
  ...Object.entries({ ...layerOperators, ...activationOperators, ...poolOperators, ...arithmeticOperators, ...joiningOperators }).map(
    ([name, operator]) => [name, (site: NodeSite): Value => ({ kind: "flow", flow: operator(site) })] as const,
  ),
  ...Object.entries(shapeOperators),
]);

/** Those that are read of the numbers beside the images alone. */
const ofKnown = Object.keys(knownOperators).filter((name) => !operators.has(name));

const SIDE_LIMIT = 4096;

export interface OnnxImportOptions extends ImportOptions {
  /** The file in which weights lie, where the network was exported as two. */
  readonly externalData?: ExternalData | undefined;
}

/** The names of the ONNX operators that are read; those of `onnxWeightOperators` also where all that they read are weights. */
export const onnxOperators: readonly string[] = [...operators.keys(), ...ofKnown].sort();

/** The names of the ONNX operators that are worked out where all that they read are weights. */
export const onnxWeightOperators: readonly string[] = Object.keys(weightOperators).sort();

/**
 * Reads a network from an ONNX file, as PyTorch and others export them: a classifier of images made of the operators in `onnxOperators`, which may take rows of
 * numbers beside the images: its context, a column a number.
 * Weights and the order of flattened features are brought to channels-last; logits and log-probabilities become probabilities.
 *
 * @param name what to call the file in errors
 * @throws FormatError when it is no ONNX file, or holds something that Tenfold has no layer for, which is named
 * @throws UsageError when an option is impossible
 * @throws InputError where the packages `onnx-buf` and `@bufbuild/protobuf` are not installed
 */
export async function decodeOnnx(bytes: Uint8Array, name: string, options: OnnxImportOptions = {}): Promise<ModelFile> {
  needBytes(`decodeOnnx: ${name}`, bytes);
  const graph = await readGraph(bytes, name, options.externalData);
  const { sides } = imagesFlow(graph.input.dims);
  if (Math.max(...sides) > SIDE_LIMIT)
    throw new FormatError(`${name} takes images of [${sides.join(", ")}], sides up to ${SIDE_LIMIT} are read`);
  const nodes = orderedNodes(graph, name);
  refuseUnknown(nodes, name);
  const notices: string[] = [];
  const flow = followed(graph, nodes, name, notices);
  if (flow.of === "context")
    throw new FormatError(`${name} answers by "${shown(graph.beside[0]?.name ?? "")}" alone; a network that reads images is wanted`);
  if (!isInOrder(flow) || flow.dims.length !== 1) {
    throw new FormatError(`${name} ends with [${flow.dims.join(", ")}] an image; scores of classes, [batch, classes], are wanted`);
  }
  const { metadata, producer, input } = graph;
  const imported = {
    name: metadata.architecture ?? "imported",
    input: sides,
    layers: asFeatures(flow, name).layers,
    range: input.bytes ? ([0, 255] as const) : undefined,
    context: contextOf(graph, flow.layers),
    classNames: labelsOf(metadata.labels),
    source: `ONNX, ${shown(producer)}`,
    notices,
  };
  return importedModel(imported, options, name);
}

function refuseUnknown(nodes: readonly NodeProto[], name: string): void {
  const isKnown = ({ opType, domain }: NodeProto) =>
    (onnxOperators.includes(opType) || Object.hasOwn(weightOperators, opType)) && ["", "ai.onnx"].includes(domain);
  const unknown = new Map(
    nodes.filter((node) => !isKnown(node)).map((node) => [node.domain ? `${node.domain}.${node.opType}` : node.opType, node]),
  );
  if (unknown.size === 0) return;
  const named = [...unknown].map(([op, node]) => shown(op).concat(node.name ? ` (node "${shown(node.name)}")` : "")).slice(0, 10);
  throw new FormatError(`${name} uses ${named.join(", ")}, which Tenfold does not have; it has ${onnxOperators.join(", ")}`);
}

/** Follows the images through the graph, to its output. */
function followed(graph: OnnxGraph, nodes: readonly NodeProto[], name: string, notices: string[]): Flow {
  const values = new Map<string, Value>([...graph.constants].map(([key, constant]) => [key, { kind: "constant", constant }]));
  values.set(graph.input.name, { kind: "flow", flow: imagesFlow(graph.input.dims) });
  let numbers = 0;
  for (const { name: beside, dims } of graph.beside) {
    values.set(beside, { kind: "known", known: knownNumbers(numbers, dims) });
    numbers += sizeOf(dims);
  }
  const context = numbers > 0 ? [numbers] : undefined;
  const tell = (notice: string) => void notices.push(notice);
  const spend = budgetOf(graph.constants, name);
  const images = imagesFlow(graph.input.dims).sides;
  const world = { file: name, opset: graph.opset, batch: graph.input.batch, images, context, spend, tell };
  for (const node of nodes) {
    const inputs = node.input.map((input) => {
      const value = values.get(input);
      if (input !== "" && !value)
        throw new FormatError(
          `${name}: its ${node.opType} "${shown(node.name)}" reads "${shown(input)}", which nothing makes before; the file is damaged`,
        );
      return value;
    });
    const site = nodeSite(node, inputs, world);
    const made = inWords(site, () => workedOut(site) ?? ofKnownNumbers(site) ?? operatorOf(site)(site));
    for (const [at, value] of [made].flat().entries()) values.set(node.output[at] as string, value);
  }
  const last = values.get(graph.output);
  if (last?.kind !== "flow")
    throw new FormatError(`${name}: its output "${shown(graph.output)}" is made by no node from the images; the file is damaged`);
  return last.flow;
}

function ofKnownNumbers(site: NodeSite): Value | readonly Value[] | undefined {
  return Object.hasOwn(knownOperators, site.op) ? knownOperators[site.op]?.(site) : undefined;
}

function operatorOf({ op, who }: NodeSite): (site: NodeSite) => Value {
  const operator = operators.get(op);
  if (!operator) throw new FormatError(`${who} is not made of weights alone, and Tenfold has no such layer`);
  return operator;
}

/** What is worked out of weights may take so many times the numbers that the file holds: else it could fill the memory. */
const GROWTH = 8;

function budgetOf(constants: OnnxGraph["constants"], name: string): NodeSite["spend"] {
  let left = 2 ** 16 + GROWTH * [...constants.values()].reduce((sum, { data }) => sum + data.length, 0);
  return (numbers) => {
    left -= numbers;
    if (left < 0) throw new FormatError(`${name} works out more than ${GROWTH} times the weights that it holds; the file is damaged`);
  };
}

/** Works a node out where all that it reads are weights; it gives nothing for others. */
function workedOut(site: NodeSite): Value | undefined {
  const operator = Object.hasOwn(weightOperators, site.op) ? weightOperators[site.op] : undefined;
  if (!operator || site.inputs.length === 0 || site.inputs.some((value) => value?.kind !== "constant")) return undefined;
  const constant = operator(site);
  site.spend(constant.data.length);
  return { kind: "constant", constant };
}

/** The columns of what comes beside the images: as the file tells them, or else the inputs' names. Nothing where no layer reads them. */
function contextOf({ beside, metadata }: OnnxGraph, layers: Flow["layers"]): readonly ContextColumn[] | undefined {
  const numbers = beside.reduce((sum, { dims }) => sum + sizeOf(dims), 0);
  if (numbers === 0 || !layers.some(readsContext)) return undefined;
  return toldColumns(metadata.context, numbers) ?? namedColumns(beside);
}

function toldColumns(text: string | undefined, numbers: number): readonly ContextColumn[] | undefined {
  try {
    const columns = parseContextColumns(JSON.parse(text ?? ""), "the file");
    return contextWidth(columns) === numbers ? columns : undefined;
  } catch {
    return undefined; // another program's metadata may say anything
  }
}

/** What a layer refuses is the file's fault here. */
function inWords<T>(site: NodeSite, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof InputError && !(error instanceof FormatError))
      throw new FormatError(`${site.who} cannot be read: ${error.message}`);
    throw error;
  }
}

function labelsOf(text: string | undefined): readonly string[] | undefined {
  try {
    const labels: unknown = JSON.parse(text ?? "");
    return Array.isArray(labels) && labels.every((label) => typeof label === "string" && !/\p{Cc}/u.test(label)) ? labels : undefined;
  } catch {
    return undefined;
  }
}
