import { MOST_NUMBERS } from "../data/context/context-columns.js";
import { sizeOf } from "../engine/tensor.js";
import { FormatError } from "../errors.js";
import { shown } from "../model/shown.js";

/** A layer as Keras describes it. */
export interface KerasLayer {
  /** "Conv2D" */
  readonly kind: string;
  readonly config: Readonly<Record<string, unknown>>;
  /** What it reads: the layers before it in the list, by their places; the images are at -1, the numbers of `beside[k]` at -2 - k. */
  readonly reads: readonly number[];
  /** The names of the models around it, the outermost first, and its own. */
  readonly names: readonly string[];
  /** The same as folders of a `.keras` file, which are named for classes: `["sequential", "conv2d_1"]`. */
  readonly folders: readonly string[];
}

/** A model as Keras describes it, those inside it taken apart. */
export interface KerasModel {
  readonly name: string;
  /** Of one image, `[28, 28, 1]`, `[28, 28]` or `[784]`. */
  readonly input: readonly number[];
  /** Inputs of numbers beside the images, each with its shape, `[]` or `[numbers]`; none in most. */
  readonly beside: readonly { readonly name: string; readonly dims: readonly number[] }[];
  /** Without the input layers; each reads others before it. */
  readonly layers: readonly KerasLayer[];
  /** The layer whose output the model gives. */
  readonly output: number;
}

type Json = Readonly<Record<string, unknown>>;

const LAYER_LIMIT = 1000;
/** Of models inside each other, and of lists in what a layer reads. */
const DEPTH_LIMIT = 8;

const SEQUENTIAL = "Sequential";
/** Functional models; "Model" before Keras 2.3. */
const FUNCTIONAL: readonly string[] = ["Functional", "Model"];

/**
 * Reads the JSON in which Keras describes a model.
 *
 * @throws FormatError when it is no JSON, neither a Sequential nor a Functional model, tells no input of fixed size, or its layers do not follow
 * each other from one input to one output
 */
export function parseConfig(text: string, name: string): KerasModel {
  const model = asObject(parsed(text, name));
  const { class_name: kind } = model;
  if (typeof kind !== "string") throw new FormatError(`${name}: its config tells no class of model; it is damaged`);
  if (!isModel(kind)) {
    throw new FormatError(`${name} holds a ${shown(kind)} model; Sequential and Functional ones are read, export others to ONNX`);
  }
  const config = asObject(model.config);
  const layers: KerasLayer[] = [];
  const { images, beside } = inputsOf(model, name);
  const places = new Map(beside.map((one, at) => [one.name, -2 - at] as const));
  const output = unfolded(model, { layers, images: -1, beside: places, names: [], folders: [], file: name });
  if (output < 0) throw new FormatError(`${name}: its model gives back the images; it has no layers`);
  return { name: typeof config.name === "string" ? config.name : "sequential", input: images, beside, layers, output };
}

/** Where a model stands whose layers are to be listed. */
interface Setting {
  /** The list. */
  readonly layers: KerasLayer[];
  /** What comes to the model: a place in the list, or -1. */
  readonly images: number;
  /** The inputs beside the images, by name. */
  readonly beside: ReadonlyMap<string, number>;
  readonly names: readonly string[];
  readonly folders: readonly string[];
  readonly file: string;
}

/** Lists the layers of a model, and gives the place of the one whose output it gives. */
function unfolded(model: Json, setting: Setting): number {
  const { layers, names, folders, file } = setting;
  if (names.length >= DEPTH_LIMIT) throw new FormatError(`${file} has models inside each other more than ${DEPTH_LIMIT} deep`);
  const isSequence = model.class_name === SEQUENTIAL;
  const places = new Map<string, number>();
  const folderFor = folderNames();
  let last = setting.images;
  for (const entry of entriesOf(model, file)) {
    const { class_name: kind } = entry;
    if (typeof kind !== "string") throw new FormatError(`${file}: its config has a layer that tells no class; it is damaged`);
    const config = asObject(entry.config);
    const named = String(entry.name ?? config.name);
    const who = `${file}: its ${shown(kind)} "${shown(named)}"`;
    if (kind === "InputLayer") {
      const numbers = setting.beside.get(named);
      if (numbers === undefined && [...places.values()].includes(setting.images) && !isSequence)
        throw new FormatError(`${file} has a model in it with more than one input, or one behind layers; one, the images, is wanted`);
      places.set(named, numbers ?? setting.images);
      continue;
    }
    const reads = isSequence ? [last] : readsOf(entry, places, who);
    const inside = { names: [...names, named], folders: [...folders, folderFor(kind)] };
    if (isModel(kind)) {
      if (reads.length !== 1) throw new FormatError(`${who} reads ${reads.length} layers' outputs; a model in a model takes one`);
      last = unfolded(entry, { ...setting, ...inside, images: reads[0] as number, beside: new Map() });
    } else {
      last = layers.push({ kind, config, reads, ...inside }) - 1;
    }
    if (layers.length > LAYER_LIMIT) throw new FormatError(`${file} has more than ${LAYER_LIMIT} layers`);
    places.set(named, last);
  }
  return isSequence ? last : outputOf(asObject(model.config), places, file);
}

/** What a layer of a Functional model reads, and that it is used once. */
function readsOf({ inbound_nodes: nodes }: Json, places: ReadonlyMap<string, number>, who: string): readonly number[] {
  if (!Array.isArray(nodes) || nodes.length !== 1) {
    const times = Array.isArray(nodes) ? nodes.length : "an unknown number of";
    throw new FormatError(`${who} is used ${times} times in its model; Tenfold's layers are used once`);
  }
  return tensorNames(nodes[0]).map((read) => {
    const place = places.get(read);
    if (place === undefined) throw new FormatError(`${who} reads "${shown(read)}", which is no layer before it; the file is damaged`);
    return place;
  });
}

/**
 * The layers named in a node, in order. Keras 3 and Keras 2 write them as
 *
 *   {"args": [{"class_name": "__keras_tensor__", "config": {"keras_history": ["conv2d", 0, 0]}}], "kwargs": {}}
 *   [["conv2d", 0, 0, {}]]
 */
function tensorNames(node: unknown, depth = 0): readonly string[] {
  if (depth > DEPTH_LIMIT || typeof node !== "object" || node === null) return [];
  if (Array.isArray(node)) {
    const isTensor = typeof node[0] === "string" && typeof node[1] === "number" && typeof node[2] === "number";
    return isTensor ? [node[0]] : node.flatMap((one) => tensorNames(one, depth + 1));
  }
  const { keras_history: history } = asObject(asObject(node).config);
  return history === undefined ? Object.values(node).flatMap((one) => tensorNames(one, depth + 1)) : tensorNames(history, depth + 1);
}

function outputOf({ output_layers: outputs }: Json, places: ReadonlyMap<string, number>, file: string): number {
  const named = tensorNames(outputs);
  if (named.length !== 1) throw new FormatError(`${file} gives ${named.length} outputs; one, the scores of the classes, is wanted`);
  const place = places.get(named[0] as string);
  if (place === undefined)
    throw new FormatError(`${file} gives the output of "${shown(named[0] as string)}", which is no layer of it; it is damaged`);
  return place;
}

function isModel(kind: string): boolean {
  return kind === SEQUENTIAL || FUNCTIONAL.includes(kind);
}

/** The layers as the file lists them; a list alone is what Keras wrote before 2.2.3. */
function entriesOf({ config }: Json, file: string): readonly Json[] {
  const entries = Array.isArray(config) ? (config as unknown[]) : asObject(config).layers;
  if (!Array.isArray(entries) || entries.length > LAYER_LIMIT)
    throw new FormatError(`${file}: its config has no list of up to ${LAYER_LIMIT} layers; it is damaged`);
  return entries.map(asObject);
}

/** Layers of a model have folders named for their class and numbered: conv2d, conv2d_1. */
function folderNames(): (kind: string) => string {
  const seen = new Map<string, number>();
  return (kind) => {
    const base = snakeCase(kind);
    const number = seen.get(base) ?? 0;
    seen.set(base, number + 1);
    return number === 0 ? base : `${base}_${number}`;
  };
}

/** "MaxPooling2D" -> "max_pooling2d", as Keras does it. */
function snakeCase(kind: string): string {
  return kind
    .replace(/\W+/g, "")
    .replace(/(.)([A-Z][a-z]+)/g, "$1_$2")
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .toLowerCase();
}

/** The input that has a height and a width holds the images, or else that of the most numbers; others stand beside it. */
function inputsOf(model: Json, name: string): { readonly images: readonly number[]; readonly beside: KerasModel["beside"] } {
  const entries = FUNCTIONAL.includes(String(model.class_name)) ? entriesOf(model, name) : [];
  const inputs = entries.filter(({ class_name: kind }) => kind === "InputLayer");
  if (inputs.length < 2) return { images: inputOf(model, name), beside: [] };
  const all = inputs.map((entry) => {
    const config = asObject(entry.config);
    const said = config.batch_shape ?? config.batch_input_shape;
    const [, ...dims] = Array.isArray(said) ? (said as unknown[]) : [];
    const called = String(entry.name ?? config.name);
    if (!Array.isArray(said) || !dims.every(isSide) || dims.length > 3)
      throw new FormatError(`${name}: its input "${shown(called)}" is of no fixed size up to 4096; give it a shape in numbers`);
    return { name: called, dims };
  });
  const pictures = all.filter(({ dims }) => dims.length > 1);
  const [first, second] = pictures.length > 0 ? pictures : all.toSorted((a, b) => sizeOf(b.dims) - sizeOf(a.dims));
  if (pictures.length > 1 || (second && sizeOf(second.dims) === sizeOf(first?.dims ?? []))) {
    const named = (pictures.length > 1 ? pictures : all).map((one) => `"${shown(one.name)}" [${one.dims.join(", ")}]`).slice(0, 4);
    throw new FormatError(
      `${name} takes ${named.join(" and ")}; one input of images, and rows of numbers beside them, are what can be run`,
    );
  }
  const beside = all.filter((one) => one !== first);
  const numbers = beside.reduce((sum, { dims }) => sum + sizeOf(dims), 0);
  if (numbers > MOST_NUMBERS) throw new FormatError(`${name} takes ${numbers} numbers beside its images; up to ${MOST_NUMBERS} are read`);
  return { images: first?.dims ?? [], beside };
}

/** What the first layer tells, be it the first of a model in the model. */
function inputOf(model: Json, name: string): readonly number[] {
  const { build_input_shape: built } = asObject(model.config);
  let first = entriesOf(model, name)[0] ?? {};
  while (isModel(String(first.class_name))) first = entriesOf(first, name)[0] ?? {};
  const { batch_shape: shape, batch_input_shape: older } = asObject(first.config);
  const said = shape ?? older ?? built;
  const [, ...sides] = Array.isArray(said) ? (said as unknown[]) : [];
  if (sides.length < 1 || sides.length > 3 || !sides.every(isSide)) {
    throw new FormatError(
      `${name}: its config tells no input of [height, width, channels] in fixed numbers up to 4096; give the model an Input layer`,
    );
  }
  return sides;
}

function isSide(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) > 0 && (value as number) <= 4096;
}

function parsed(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new FormatError(`${name}: its config is not JSON; it is damaged`);
  }
}

function asObject(value: unknown): Json {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : {};
}
