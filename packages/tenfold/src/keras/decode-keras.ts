import { sizeOf } from "../engine/tensor.js";
import { FormatError, InputError } from "../errors.js";
import { flatten } from "../layers/flatten.js";
import { readsContext } from "../model/context-joints.js";
import type { ModelFile } from "../model/files/model-file.js";
import { type ImportOptions, importedModel } from "../model/imported.js";
import { type Path, shapeAfter } from "../model/joined-branches.js";
import { knownNumbers } from "../model/known-numbers.js";
import { namedColumns } from "../model/named-columns.js";
import { shown } from "../model/shown.js";
import { refuseStandIn } from "../model/stored/refuse-stand-in.js";
import type { StoredTensor } from "../model/stored/safetensors.js";
import { needBytes } from "../what-came.js";
import { openArchive } from "./archive.js";
import { type Arrays, namedArrays, numberedArrays } from "./arrays.js";
import { hasChannelsFirst, inTenfoldsOrder, type TurnedRows, turnedRows } from "./channels-first.js";
import { type KerasLayer, type KerasModel, parseConfig } from "./config.js";
import { type H5, withH5 } from "./h5.js";
import { joiningLayers } from "./joining-layers.js";
import { type KerasContextSite, type PathRead, type Read, readByContext, settled } from "./keras-context.js";
import { type KerasSite, kerasLayers, trainingOnly } from "./keras-layers.js";

/** The class names of the Keras layers that are read. */
export const kerasLayerNames: readonly string[] = [
  ...Object.keys(kerasLayers),
  ...Object.keys(joiningLayers),
  "Concatenate",
  "Embedding",
].sort();

/**
 * Reads a Sequential or Functional model that Keras saved: a `.keras` file of Keras 3 or 2.13, or an `.h5` file. Inputs of numbers beside the images become its
 * context, a column a number.
 *
 * @param name what to call the file in errors
 * @throws FormatError when it is neither, is damaged, or holds a layer that Tenfold does not have, which is named
 * @throws UsageError when an option is impossible
 * @throws InputError where the packages `h5wasm` and `fflate` are not installed
 */
export async function decodeKeras(bytes: Uint8Array, name: string, options: ImportOptions = {}): Promise<ModelFile> {
  needBytes(`decodeKeras: ${name}`, bytes);
  refuseStandIn(bytes, name);
  return isZip(bytes) ? decodeArchive(bytes, name, options) : decodeH5(bytes, name, options);
}

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b;
}

async function decodeArchive(bytes: Uint8Array, name: string, options: ImportOptions): Promise<ModelFile> {
  const { config, weights, metadata } = await openArchive(bytes, name);
  const model = parseConfig(config, name);
  refuseUnknown(model, name);
  const version = /"keras_version":\s*"([\w.]{1,20})"/.exec(metadata)?.[1] ?? "";
  return withH5(weights, `${name}, model.weights.h5`, (h5) => {
    return assembled(model, numberedArrays(h5, name), { name, source: `Keras ${version}`.trim() }, options);
  });
}

function decodeH5(bytes: Uint8Array, name: string, options: ImportOptions): Promise<ModelFile> {
  return withH5(bytes, name, (h5: H5) => {
    const [config] = h5.texts("/", "model_config") ?? [];
    if (config === undefined) {
      throw new FormatError(
        `${name} is an HDF5 file, but no Keras model: it has no model_config; save the whole model with model.save(), not its weights alone`,
      );
    }
    const model = parseConfig(config, name);
    refuseUnknown(model, name);
    const version =
      h5
        .texts("/", "keras_version")?.[0]
        ?.replace(/[^\w.-]/g, "")
        .slice(0, 20) ?? "";
    return assembled(model, namedArrays(h5, name), { name, source: `Keras ${version}`.trim() }, options);
  });
}

function refuseUnknown({ layers }: KerasModel, name: string): void {
  const isKnown = (kind: string) => kerasLayerNames.includes(kind) || trainingOnly.includes(kind);
  const unknown = new Set(layers.map(({ kind }) => kind).filter((kind) => !isKnown(kind)));
  if (unknown.size === 0) return;
  const named = [...unknown].map(shown).slice(0, 10);
  throw new FormatError(
    `${name} has layers of the class ${named.join(", ")}, which Tenfold does not have; it has ${kerasLayerNames.join(", ")}`,
  );
}

interface Origin {
  /** What to call the file in errors. */
  readonly name: string;
  readonly source: string;
}

/** Follows the images through the layers, to the output. */
function assembled(model: KerasModel, arrays: Arrays, { name, source }: Origin, options: ImportOptions): ModelFile {
  const channelsFirst = hasChannelsFirst(model, name);
  const images = imageShape(model.input, channelsFirst);
  const turned = turnedRows();
  const rows: Path = model.input.length === 1 ? [{ layer: flatten(), weights: {} }] : [];
  const { beside, context, columns } = besideOf(model);
  const all: Read[] = [];
  for (const layer of model.layers) {
    const { kind, config, reads } = layer;
    const who = `${name}: its ${kind} "${shown(String(config.name))}"`;
    const begun: Read = { of: "images", path: KEEPS_PIXELS.includes(kind) ? [] : rows };
    const read = reads.map((at) => (at === -1 ? begun : ((at >= 0 ? all[at] : beside[-2 - at]) as Read)));
    all.push(inWords(who, () => passed(layer, read, { who, images, context, arrays, channelsFirst, turned })));
  }
  const output = all[model.output] as Read;
  if (output.of !== "images")
    throw new FormatError(`${name} answers by "${shown(beside[0]?.named ?? "")}" alone; a model that reads images is wanted`);
  const layers = output.path;
  if (turned.behind(layers)) {
    throw new FormatError(`${name} gives the images in a row, channel by channel; scores of classes, made by a Dense layer, are wanted`);
  }
  return importedModel(
    { name: model.name, input: images, layers, context: layers.some(readsContext) ? columns : undefined, source },
    options,
    name,
  );
}

/** What images in a row come to without being made a row once more. */
const KEEPS_PIXELS: readonly string[] = ["Flatten", "Reshape"];

/** What comes beside the images, by input, and the columns that it becomes. */
function besideOf({ beside }: KerasModel) {
  let first = 0;
  const all = beside.map(({ name, dims }): Read & { readonly named: string } => {
    first += sizeOf(dims);
    return { of: "known", known: knownNumbers(first - sizeOf(dims), dims), named: name };
  });
  return { beside: all, columns: namedColumns(beside), context: first > 0 ? [first] : undefined };
}

interface Place {
  readonly who: string;
  /** Of one image. */
  readonly images: readonly number[];
  /** Of the numbers beside it, of all inputs that hold some. */
  readonly context: readonly number[] | undefined;
  readonly arrays: Arrays;
  readonly channelsFirst: boolean;
  readonly turned: TurnedRows;
}

/** What is behind a layer. */
function passed(layer: KerasLayer, read: readonly Read[], place: Place): Read {
  const { who, images, context, arrays, channelsFirst, turned } = place;
  const { kind, config } = layer;
  const want = (holds: boolean, fault: string) => {
    if (!holds) throw new FormatError(`${who} ${fault}`);
  };
  const spend = (numbers: number) =>
    want(numbers <= MOST_WEIGHTS, `would become ${numbers} weights; up to ${MOST_WEIGHTS} are worked out for one layer`);
  const site: KerasContextSite = { images, context: context ?? [], want, spend };
  const join = Object.hasOwn(joiningLayers, kind) ? joiningLayers[kind] : undefined;
  const isJoin = join !== undefined || kind === "Concatenate";
  want(isJoin ? read.length > 1 : read.length === 1, `reads ${read.length} layers' outputs; ${isJoin ? 2 : 1} are what Tenfold's has`);
  want(
    !isJoin || !read.some((one) => one.of === "images" && turned.behind(one.path)),
    "joins images in a row, channel by channel; Tenfold has channels last",
  );
  const ofContext = readByContext({ kind, config, table: () => arrays(layer, 1)[0] as StoredTensor }, read, site);
  if (ofContext) return ofContext;
  const [one, other, ...more] = read.map((each) => settled(each, site)) as [PathRead, PathRead?, ...PathRead[]];
  const start = one.of === "images" ? images : site.context;
  if (join) {
    want(more.length === 0, `reads ${read.length} layers' outputs; 2 are what Tenfold's has`);
    return { ...one, path: join(one.path, (other as PathRead).path, { images: start, context, want }) };
  }
  if (trainingOnly.includes(kind)) return one;
  const input = shapeAfter(one.path, start, context);
  const own: KerasSite = { who, config, input, channelsFirst, arrays: (count) => arrays(layer, count) };
  const made = inOrder((kerasLayers[kind] as (site: KerasSite) => Path)(own), one.path, turned);
  const [first] = made;
  const isTurned = channelsFirst && kind === "Flatten" && input.length === 3 && config.data_format !== "channels_first";
  if (isTurned && first) turned.note(first.layer, input);
  shapeAfter(made, input, context); // so that what does not fit is this layer's fault
  return { ...one, path: [...one.path, ...made] };
}

/** What one layer may be worked out to where it joins images and numbers beside them. */
const MOST_WEIGHTS = 2 ** 24;

/** Layers with the weights in Tenfold's order, where they follow rows that lie channel by channel. */
function inOrder(made: Path, path: Path, turned: TurnedRows): Path {
  const images = turned.behind(path);
  const [first, ...rest] = made;
  return images && first ? [inTenfoldsOrder(first, images), ...rest] : made;
}

/** Keras may show gray images without their channel, or in a row. */
function imageShape(input: readonly number[], channelsFirst: boolean): readonly number[] {
  const [a = 1, b = 1, c = 1] = input;
  const root = Math.sqrt(a);
  if (input.length === 1) return root === Math.floor(root) ? [root, root, 1] : [1, a, 1];
  return channelsFirst && input.length === 3 ? [b, c, a] : [a, b, c];
}

/** What a layer refuses is the file's fault here. */
function inWords<T>(who: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof InputError && !(error instanceof FormatError)) throw new FormatError(`${who} cannot be read: ${error.message}`);
    throw error;
  }
}
