import { type ContextColumn, contextWidth, plainColumns } from "../../data/context/context-columns.js";
import { parseContextColumns } from "../../data/context/parse-context-columns.js";
import type { Shape } from "../../engine/tensor.js";
import { FormatError, InputError } from "../../errors.js";
import { entryOf } from "../../layers/layer.js";
import { refuseCame } from "../../what-came.js";
import { layersFrom } from "../network/layer-entries.js";
import { everyLayer } from "../network/place.js";
import { classCount, inputsOf, type Network, type SequentialOptions, sequential } from "../network/sequential.js";
import { checkWeights, type WeightValues } from "../network/weights.js";
import { shown } from "../shown.js";
import { refuseStandIn } from "../stored/refuse-stand-in.js";
import { decodeSafetensors, encodeSafetensors, type StoredTensor } from "../stored/safetensors.js";
import type { Confidence } from "./confidence.js";
import { decodeConfidence, encodeConfidence } from "./confidence-file.js";
import { dequantized } from "./int8.js";

/** A trained network as it travels: everything needed to run it. */
export interface ModelFile {
  readonly network: Network;
  readonly weights: WeightValues;
  /** What each class means, in class order. */
  readonly classNames: readonly string[];
  /** What is known beside the pictures, by column; only of a network that takes a context. */
  readonly context?: readonly ContextColumn[] | undefined;
  /** How far its answers can be trusted; absent in files of networks that were not calibrated. */
  readonly confidence?: Confidence | undefined;
  /** All text that the file holds beside the tensors. */
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * @param place the call and what of it, as "load: the model"
 * @throws UsageError when it is no network with its weights
 */
export function needModelFile(place: string, came: Omit<ModelFile, "metadata">): void {
  const { network, weights, classNames } = (came ?? {}) as Partial<ModelFile>;
  if (Array.isArray(network?.layers) && typeof weights === "object" && Array.isArray(classNames)) return;
  refuseCame(place, came, "what pretrained() gives, or decodeModel() of a file's bytes,");
}

/** The version of what the metadata means; files with a higher one are refused. */
const FORMAT_VERSION = 1;

export interface EncodeOptions {
  /** Stores the kernels in half precision: about half the bytes. The other weights, few of them, stay as they are. */
  readonly half?: boolean | undefined;
}

/**
 * A model as a safetensors file. Its metadata names the architecture with its layers, the input's shape, what was done to
 * the pixels (divided by 255, ink 1), the classes, the columns of a context, and the temperature with what else its confidence needs; `extra` adds to it.
 *
 * @throws InputError when a weight is too large for half precision
 */
export function encodeModel(
  model: Omit<ModelFile, "metadata">,
  extra: Readonly<Record<string, string>> = {},
  { half = false }: EncodeOptions = {},
): Uint8Array {
  needModelFile("encodeModel: the model", model);
  const { network, weights, classNames, context, confidence } = model;
  const { metadata, tensors } = encodeConfidence(confidence);
  return encodeSafetensors(
    { ...(half ? withHalfKernels(network, weights) : weights), ...tensors },
    {
      ...extra,
      ...metadata,
      format: "tenfold",
      format_version: String(FORMAT_VERSION),
      architecture: network.name,
      input: JSON.stringify(network.input),
      ...(network.context && { context: JSON.stringify(context ?? plainColumns(network.context[0] as number)) }),
      normalization: "divide by 255; ink is 1, paper is 0",
      labels: JSON.stringify(classNames),
      layers: JSON.stringify(network.layers.map(({ layer }) => entryOf(layer))),
    },
  );
}

/**
 * Reads what `encodeModel` wrote.
 *
 * @param name what to call the file in errors
 * @throws FormatError when it is no such file, comes from a later version, or its tensors are not those of its architecture
 */
export function decodeModel(bytes: Uint8Array, name: string): ModelFile {
  refuseStandIn(bytes, name);
  const { tensors, metadata } = decodeSafetensors(bytes, name);
  if (metadata.format !== "tenfold") {
    if (metadata.format?.startsWith("tenfold")) {
      throw new FormatError(
        `${name} is no model: its metadata says that it is a "${shown(metadata.format)}"; pass the model.safetensors beside it`,
      );
    }
    const [first = "none"] = Object.keys(tensors);
    throw new FormatError(
      `${name} is a safetensors file, but not a model of Tenfold's: it holds weights alone ("${shown(first)}", …), which do not tell the layers; export the network as ONNX with the program that made it, and tenfold import that`,
    );
  }
  checkVersion(metadata.format_version, name);
  const layers = parsed(metadata, "layers", name);
  const input = parsed(metadata, "input", name);
  const labels = parsed(metadata, "labels", name);
  if (!Array.isArray(layers) || !isShape(input) || !isNames(labels)) {
    throw new FormatError(`${name}: its metadata describes no network; the file is damaged`);
  }
  if ([metadata.architecture ?? "", ...labels].some((text) => /\p{Cc}/u.test(text))) {
    throw new FormatError(`${name} holds control characters where names are wanted; the file is damaged, or not to be trusted`);
  }
  const context = metadata.context === undefined ? undefined : parseContextColumns(parsed(metadata, "context", name), name);
  const inputs = inputsOf({ input, ...(context && { context: [contextWidth(context)] }) });
  const network = rebuild({ name: metadata.architecture ?? "unnamed", input: inputs }, layers, name);
  if (labels.length !== classCount(network)) {
    throw new FormatError(
      `${name} names ${labels.length} classes, but its network tells ${classCount(network)} apart; the file is damaged`,
    );
  }
  const { confidence, weights } = decodeConfidence({ metadata, tensors: dequantized(tensors, name) }, network, name);
  checkWeights(network, weights, name);
  return { network, weights, classNames: labels, ...(context && { context }), confidence, metadata };
}

function checkVersion(text: string | undefined, name: string): void {
  const version = /^[1-9]\d{0,8}$/.test(text ?? "") ? Number(text) : undefined;
  if (version === undefined) throw new FormatError(`${name} says no version of its format; the file is damaged`);
  if (version > FORMAT_VERSION) {
    throw new FormatError(
      `${name} has model format version ${version}, this Tenfold reads version ${FORMAT_VERSION}; a later Tenfold wrote it, update to read it`,
    );
  }
}

/** The names of a network's kernels: what trains and has more than one axis, nearly all of the bytes. */
export function kernelNames({ layers }: Network): readonly string[] {
  return everyLayer(layers).flatMap(({ name, weights }) =>
    weights.filter(({ trainable, shape }) => trainable && shape.length > 1).map((spec) => `${name}.${spec.name}`),
  );
}

function withHalfKernels(network: Network, weights: WeightValues): WeightValues {
  const halved = kernelNames(network).map((name) => [name, { ...(weights[name] as StoredTensor), type: "F16" }] as const);
  return { ...weights, ...Object.fromEntries(halved) };
}

function rebuild(options: SequentialOptions, layers: readonly unknown[], name: string): Network {
  try {
    return sequential(options, layersFrom(layers));
  } catch (error) {
    if (error instanceof InputError) throw new FormatError(`${name} describes no network that can be built: ${error.message}`);
    throw error;
  }
}

function parsed(metadata: Readonly<Record<string, string>>, key: string, name: string): unknown {
  try {
    return JSON.parse(metadata[key] ?? "");
  } catch {
    throw new FormatError(`${name}: its metadata has no readable "${key}"; the file is damaged`);
  }
}

function isShape(value: unknown): value is Shape {
  return Array.isArray(value) && value.length === 3 && value.every((side) => Number.isInteger(side) && side > 0 && side <= 4096);
}

function isNames(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length > 0 && value.every((label) => typeof label === "string");
}
