import type { Engine } from "../engine/engine.js";
import { mix, rng } from "../engine/rng.js";
import { type Shape, shapeText, sizeOf, type Tensor } from "../engine/tensor.js";
import { FormatError } from "../errors.js";
import { everyLayer } from "./place.js";
import type { StoredTensor } from "./safetensors.js";
import type { Network } from "./sequential.js";

/** Copies of weights by name, "conv2d_1.kernel"; what model files hold. */
export type WeightValues = Readonly<Record<string, StoredTensor>>;

/** A network's weights in the engine: those that train lie in one piece, so that an optimizer moves them in one go. */
export interface Weights {
  readonly trainable: Tensor;
  /** Those that only move along: running statistics. */
  readonly fixed: Tensor;
  /** Laid out like `trainable`; only where the network is to be trained. */
  readonly gradients: Tensor | undefined;
  /** The weights of one layer by their short names. */
  of(layer: string): Readonly<Record<string, Tensor>>;
  gradientsOf(layer: string): Readonly<Record<string, Tensor>>;
  copy(): WeightValues;
  /** Puts values in place; all or none. Throws FormatError when names or shapes are not this network's. */
  set(values: WeightValues, from: string): void;
  free(): void;
}

interface Place {
  readonly layer: string;
  readonly name: string;
  readonly shape: Shape;
  readonly trainable: boolean;
  readonly tensor: Tensor;
  readonly gradient: Tensor | undefined;
}

/** Reserves a network's weights and fills them as their layers say, from the seed alone. */
export function allocateWeights(engine: Engine, network: Network, seed: number, forTraining: boolean): Weights {
  const trainable = engine.tensor([floatsOf(network, true)]);
  const gradients = forTraining ? engine.tensor([trainable.length]) : undefined;
  const fixed = engine.tensor([floatsOf(network, false)]);
  const places: Place[] = [];
  const offsets = { trainable: 0, fixed: 0 };
  everyLayer(network.layers).forEach(({ name: layer, number, weights }) => {
    weights.forEach((spec, which) => {
      const kind = spec.trainable ? "trainable" : "fixed";
      const offset = offsets[kind];
      offsets[kind] += padded(spec.shape);
      const tensor = windowOf(spec.trainable ? trainable : fixed, offset, spec.shape);
      spec.initialize(tensor.data, rng(mix(seed, number, which)));
      const gradient = spec.trainable && gradients ? windowOf(gradients, offset, spec.shape) : undefined;
      places.push({ layer, name: spec.name, shape: spec.shape, trainable: spec.trainable, tensor, gradient });
    });
  });

  const byLayer = (layer: string, pick: (place: Place) => Tensor | undefined) => {
    const picked: Record<string, Tensor> = {};
    for (const place of places) {
      const tensor = pick(place);
      if (place.layer === layer && tensor) picked[place.name] = tensor;
    }
    return picked;
  };

  return {
    trainable,
    fixed,
    gradients,
    of: (layer) => byLayer(layer, ({ tensor }) => tensor),
    gradientsOf: (layer) => byLayer(layer, ({ gradient }) => gradient),
    copy: () =>
      Object.fromEntries(places.map(({ layer, name, shape, tensor }) => [`${layer}.${name}`, { shape, data: tensor.data.slice() }])),
    set(values, from) {
      checkWeights(network, values, from);
      for (const { layer, name, tensor } of places) tensor.data.set((values[`${layer}.${name}`] as StoredTensor).data);
    },
    free: () => engine.free(trainable, fixed, ...(gradients ? [gradients] : [])),
  };
}

/**
 * Refuses values that are not a network's weights, all of them and no others.
 *
 * @throws FormatError when a name or a shape differs, or a number is none
 */
export function checkWeights({ layers }: Network, values: WeightValues, from: string): void {
  const places = everyLayer(layers).flatMap(({ name, weights }) =>
    weights.map((spec): [string, Shape] => [`${name}.${spec.name}`, spec.shape]),
  );
  const known = new Map(places);
  for (const [name, shape] of known) checkWeight(name, shape, values[name], from);
  const stranger = Object.keys(values).find((name) => !known.has(name));
  if (stranger !== undefined) {
    throw new FormatError(`${from} has a weight "${stranger}" that this network has not; it belongs to another architecture`);
  }
}

function checkWeight(name: string, shape: Shape, value: StoredTensor | undefined, from: string): void {
  if (!value) throw new FormatError(`${from} has no weight "${name}"; it belongs to another architecture`);
  if (shapeText(value.shape) !== shapeText(shape)) {
    throw new FormatError(
      `${from}: "${name}" is ${shapeText(value.shape)}, this network has ${shapeText(shape)}; it belongs to another architecture`,
    );
  }
  const broken = value.data.findIndex((number) => !Number.isFinite(number));
  if (broken >= 0) {
    throw new FormatError(`${from}: "${name}" holds ${value.data[broken]} at ${broken}; the file is damaged or its training failed`);
  }
}

/** Floats of a weight in its piece: whole cache lines, so that no two weights share one. */
function padded(shape: Shape): number {
  return Math.ceil(sizeOf(shape) / 16) * 16;
}

function floatsOf({ layers }: Network, trainable: boolean): number {
  const sizes = everyLayer(layers).flatMap(({ weights }) =>
    weights.filter((weight) => weight.trainable === trainable).map(({ shape }) => padded(shape)),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** A part of a tensor, as a tensor of its own. */
function windowOf(whole: Tensor, offset: number, shape: Shape): Tensor {
  const length = sizeOf(shape);
  return {
    pointer: whole.pointer + offset * 4,
    shape,
    length,
    get data() {
      return whole.data.subarray(offset, offset + length);
    },
  };
}
