import { type ContextColumn, contextWidth } from "../data/context/context-columns.js";
import type { Shape } from "../engine/tensor.js";
import { FormatError, InputError, UsageError } from "../errors.js";
import type { Layer } from "../layers/layer.js";
import { rescaling } from "../layers/rescaling.js";
import { softmax } from "../layers/softmax.js";
import type { ModelFile } from "./files/model-file.js";
import { everyLayer, type PlacedLayer, place } from "./network/place.js";
import { classCount, type Inputs, inputsOf, type Network, sequential } from "./network/sequential.js";
import { checkWeights, type WeightValues } from "./network/weights.js";
import type { StoredTensor } from "./stored/safetensors.js";

/** A layer of another program's network, with its weights by their short names, "kernel"; of layers inside it by their paths, "conv2d.kernel". */
export interface WeightedLayer {
  readonly layer: Layer;
  readonly weights: Readonly<Record<string, StoredTensor>>;
  /** What it was made of, where it holds others: its lists of layers. */
  readonly parts?: readonly (readonly WeightedLayer[])[];
}

/** As many as model files may have. */
const MOST_LAYERS = 1000;

/** A layer that holds others, with the weights of those; `parts` are its lists of layers, `context` is the shape of what is known beside the images. */
export function withParts(layer: Layer, parts: readonly (readonly WeightedLayer[])[], input: Shape, context?: Shape): WeightedLayer {
  const [whole] = place([layer], input, context) as [PlacedLayer];
  const weights = whole.parts.flatMap((placed, part) =>
    placed.flatMap(({ name }, at) => {
      const path = name.slice(whole.name.length + 1);
      return Object.entries(parts[part]?.[at]?.weights ?? {}).map(([which, tensor]) => [`${path}.${which}`, tensor] as const);
    }),
  );
  return { layer, weights: Object.fromEntries(weights), parts };
}

/** What a file does not tell about the network in it. */
export interface ImportOptions {
  /**
   * The numbers that it was shown for blank paper and full ink. Unless told: `[0, 255]` where it takes bytes or begins by dividing, else
   * `[0, 1]`.
   */
  readonly range?: readonly [paper: number, ink: number] | undefined;
  /** What was then taken off each number, and what it was then divided by, as in torchvision's `Normalize`: 0 and 1 by default. */
  readonly mean?: number | undefined;
  readonly std?: number | undefined;
  /** What each class means; "0", "1", … unless the file says otherwise. */
  readonly classNames?: readonly string[] | undefined;
}

/** A network as a file of another program has it. */
export interface ImportedNetwork {
  readonly name: string;
  /** Of one image, `[height, width, channels]`. */
  readonly input: Shape;
  /** What it takes beside the image, by column; nothing for most. */
  readonly context?: readonly ContextColumn[] | undefined;
  readonly layers: readonly WeightedLayer[];
  /** As far as the file tells them. */
  readonly range?: readonly [paper: number, ink: number] | undefined;
  readonly classNames?: readonly string[] | undefined;
  /** Which program wrote it, in words. */
  readonly source: string;
  /** What the user should know of how it was read, in words. */
  readonly notices?: readonly string[] | undefined;
}

/**
 * Makes another program's network one of Tenfold's: the numbers it was trained on become a rescaling in front, a softmax stands at the end.
 * Its metadata tells what was assumed.
 *
 * @param file what to call it in errors
 * @throws FormatError when the layers do not follow each other, or weights are not theirs
 * @throws UsageError when an option is impossible
 */
export function importedModel(imported: ImportedNetwork, options: ImportOptions, file: string): ModelFile {
  const { range = imported.range ?? rangeOf(imported.layers), mean = 0, std = 1 } = options;
  const [paper, ink] = range;
  const [scale, offset] = [(ink - paper) / std, (paper - mean) / std];
  if (![scale, offset].every((number) => Number.isFinite(Math.fround(number))) || Math.fround(scale) === 0 || !(std > 0)) {
    throw new UsageError(
      `import: a range of two different numbers, a mean and a std above 0 are wanted, got ${range.join(", ")}, ${mean}, ${std}`,
    );
  }
  const layers = withSoftmax(rescaled({ scale, offset }, imported.layers));
  const name = imported.name.replace(/\p{Cc}/gu, "").slice(0, 100) || "imported";
  const last = imported.layers.at(-1)?.layer.kind;
  if (last === "sigmoid") {
    throw new FormatError(
      `${file} ends with a sigmoid, which says yes or no to each class alone; Tenfold's networks choose one, by a softmax`,
    );
  }
  const { input, context } = imported;
  const network = built(name, inputsOf({ input, ...(context && { context: [contextWidth(context)] }) }), layers, file);
  const count = everyLayer(network.layers).length;
  if (count > MOST_LAYERS) throw new FormatError(`${file} holds ${count} layers, at most ${MOST_LAYERS} are read`);
  const weights: WeightValues = Object.fromEntries(
    network.layers.flatMap(({ name: layer }, at) =>
      Object.entries((layers[at] as WeightedLayer).weights).map(([which, tensor]) => [`${layer}.${which}`, tensor]),
    ),
  );
  checkWeights(network, weights, file);
  const classes = classCount(network);
  if (classes < 2) throw new FormatError(`${file} gives one score; Tenfold's networks choose among two classes or more`);
  const told = imported.classNames;
  const named = told?.length === classes && new Set(told).size === classes ? told : undefined;
  const classNames = options.classNames ?? named ?? Array.from({ length: classes }, (_, index) => String(index));
  if (classNames.length !== classes) {
    throw new UsageError(`${classNames.length} class names came, but the network of ${file} tells ${classes} classes apart`);
  }
  refuseNames(options.classNames ?? []);
  const seen = `paper as ${paper}, ink as ${ink}${mean !== 0 || std !== 1 ? `, then mean ${mean} and std ${std}` : ""}`;
  const notices = [...new Set(imported.notices)].join("; ");
  const metadata = { imported_from: imported.source, imported_range: seen, ...(notices && { imported_notice: notices }) };
  return { network, weights, classNames, ...(context && { context }), metadata };
}

/** Classes find those of data by their names. */
function refuseNames(names: readonly string[]): void {
  const wrong = names.find((name, index) => name === "" || /\p{Cc}/u.test(name) || names.indexOf(name) < index);
  if (wrong === undefined) return;
  throw new UsageError(`import: class names are to differ, be no blank and have no control characters, got ${JSON.stringify(wrong)}`);
}

/** A network that begins by dividing by 64 or more was shown bytes. */
function rangeOf([first]: readonly WeightedLayer[]): readonly [paper: number, ink: number] {
  const divides = first?.layer.kind === "rescaling" && Math.abs(Number(first.layer.config.scale)) <= 1 / 64;
  return divides ? [0, 255] : [0, 1];
}

/** With ink from 0 to 1 brought to what the network takes; together with a rescaling of its own, where it has one. */
function rescaled(
  { scale, offset }: { readonly scale: number; readonly offset: number },
  layers: readonly WeightedLayer[],
): WeightedLayer[] {
  const [first, ...rest] = layers;
  const own = first?.layer.kind === "rescaling" ? first.layer.config : undefined;
  const [ownScale, ownOffset] = [Number(own?.scale ?? 1), Number(own?.offset ?? 0)];
  const both = { scale: ownScale * scale, offset: ownScale * offset + ownOffset };
  const after = own ? rest : layers;
  // 255 · (x / 255) is x again but for a rounding in the last place of a double.
  if (Math.abs(both.scale - 1) < 1e-7 && Math.abs(both.offset) < 1e-7) return [...after];
  return [{ layer: rescaling(both), weights: {} }, ...after];
}

function withSoftmax(layers: readonly WeightedLayer[]): readonly WeightedLayer[] {
  return layers.at(-1)?.layer.kind === "softmax" ? layers : [...layers, { layer: softmax(), weights: {} }];
}

function built(name: string, input: Shape | Inputs, layers: readonly WeightedLayer[], file: string): Network {
  try {
    return sequential(
      { name, input },
      layers.map(({ layer }) => layer),
    );
  } catch (error) {
    if (error instanceof InputError) throw new FormatError(`${file} holds no network that can be built: ${error.message}`);
    throw error;
  }
}
