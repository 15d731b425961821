import { sizeOf } from "../engine/tensor.js";
import { FormatError } from "../errors.js";
import type { Layer } from "../layers/layer.js";
import type { WeightedLayer } from "../model/imported.js";
import type { Path } from "../model/joined-branches.js";
import type { StoredTensor } from "../model/stored/safetensors.js";
import type { KerasModel } from "./config.js";

/**
 * Whether a model has the channels of its images first, as its layers say.
 *
 * @throws FormatError when some say so, and others the contrary
 */
export function hasChannelsFirst({ layers }: KerasModel, name: string): boolean {
  const said = new Set(layers.filter(({ kind }) => kind !== "Flatten").map(({ config }) => config.data_format));
  const [first, last] = [said.has("channels_first"), said.has("channels_last")];
  if (first && last) throw new FormatError(`${name} has layers with channels first and others with channels last; one of both is read`);
  return first;
}

/** Layers that change every number by itself, and leave rows as they lie. */
const ELEMENTWISE: readonly string[] = [
  ...["dropout", "elu", "hard_silu", "relu", "rescaling", "sigmoid", "silu", "tanh"],
  "batch_normalization", // whose own numbers are brought into the same order
];

/**
 * The rows that a Flatten makes where channels come first: channel by channel, unless that layer knows of it and puts them last (as Keras
 * does for `Flatten(data_format="channels_first")`). Tenfold has channels last, so what follows has its weights in another order.
 */
export interface TurnedRows {
  /** Notes a layer that makes such rows of images `[height, width, channels]`. */
  note(layer: Layer, images: readonly number[]): void;
  /** The images whose rows lie at the end of a path, if they do. */
  behind(path: Path): readonly number[] | undefined;
}

export function turnedRows(): TurnedRows {
  const made = new Map<Layer, readonly number[]>();
  return {
    note: (layer, images) => void made.set(layer, images),
    behind(path) {
      const last = path.findLast(({ layer }) => !ELEMENTWISE.includes(layer.kind));
      return last && made.get(last.layer);
    },
  };
}

/** A layer behind such rows with its weights in Tenfold's order: the rows of a kernel, or one number a feature. */
export function inTenfoldsOrder({ layer, weights }: WeightedLayer, images: readonly number[]): WeightedLayer {
  if (layer.kind === "dense") return { layer, weights: { ...weights, kernel: rowsTurned(weights.kernel as StoredTensor, images) } };
  if (layer.kind !== "batch_normalization") return { layer, weights };
  const { gamma, beta, running } = weights as Record<"gamma" | "beta" | "running", StoredTensor>;
  const half = running.data.length / 2;
  const halves = [0, half].map((from) => rowsTurned({ shape: [half], data: running.data.subarray(from, from + half) }, images).data);
  const data = new Float32Array(running.data.length);
  for (const [at, part] of halves.entries()) data.set(part, at * half);
  return { layer, weights: { gamma: rowsTurned(gamma, images), beta: rowsTurned(beta, images), running: { ...running, data } } };
}

/** Rows numbered channel, row, column to ones numbered row, column, channel. */
function rowsTurned({ shape, data }: StoredTensor, images: readonly number[]): StoredTensor {
  const [height = 1, width = 1, channels = 1] = images;
  if (shape[0] !== sizeOf(images)) return { shape, data }; // which is refused where the weights are checked
  const size = data.length / sizeOf(images);
  const turned = new Float32Array(data.length);
  for (let pixel = 0; pixel < height * width; pixel++) {
    for (let channel = 0; channel < channels; channel++) {
      const from = (channel * height * width + pixel) * size;
      turned.set(data.subarray(from, from + size), (pixel * channels + channel) * size);
    }
  }
  return { shape, data: turned };
}
