import type { Engine } from "../../engine/engine.js";
import { mix, rng } from "../../engine/rng.js";
import { type Shape, shapeText, sizeOf, type Tensor } from "../../engine/tensor.js";
import { FormatError } from "../../errors.js";
import type { WeightGroup } from "../../optimizers/bind-groups.js";
import type { StoredTensor } from "../stored/safetensors.js";
import { everyLayer } from "./place.js";
import type { RateFactors } from "./rate-factors.js";
import type { Network } from "./sequential.js";
import { weightShelves } from "./weight-shelves.js";

/** Copies of weights by name, "conv2d_1.kernel"; what model files hold. */
export type WeightValues = Readonly<Record<string, StoredTensor>>;

/** A network's weights in the engine: those that train lie in one piece, those of one rate factor side by side. */
export interface Weights {
  readonly trainable: Tensor;
  /** Those that only move along: running statistics. */
  readonly fixed: Tensor;
  /** Laid out like `trainable`; only where the network is to be trained. */
  readonly gradients: Tensor | undefined;
  /** What an optimizer moves in one go, a factor a group; none unless the network is to be trained. */
  readonly groups: readonly WeightGroup[];
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
  readonly tensor: Tensor;
  readonly gradient: Tensor | undefined;
}

/**
 * Reserves a network's weights and fills them as their layers say, from the seed alone. Those of frozen layers lie apart: they have no
 * gradients, and running statistics among them do not move.
 *
 * @param seed undefined where `set` gives all of them their values at once: until then they are 0
 * @throws UsageError when the factors are not those of this network
 */
export function allocateWeights(
  engine: Engine,
  network: Network,
  seed: number | undefined,
  forTraining: boolean,
  rateFactors?: RateFactors,
): Weights {
  const shelves = weightShelves(network, rateFactors);
  const trainable = engine.tensor([shelves.lengthOf((shelf) => typeof shelf === "number")]);
  const gradients = forTraining ? engine.tensor([trainable.length]) : undefined;
  const fixed = engine.tensor([shelves.lengthOf((shelf) => shelf === "fixed")]);
  const frozen = engine.tensor([shelves.lengthOf((shelf) => shelf === "frozen")]);
  const places: Place[] = [];
  everyLayer(network.layers).forEach(({ name: layer, number, weights }) => {
    weights.forEach((spec, which) => {
      const { shelf, offset } = shelves.put(layer, spec);
      const moves = typeof shelf === "number";
      const tensor = windowOf(moves ? trainable : shelf === "fixed" ? fixed : frozen, offset, spec.shape);
      if (seed !== undefined) spec.initialize(tensor.data, rng(mix(seed, number, which)));
      const gradient = moves && gradients ? windowOf(gradients, offset, spec.shape) : undefined;
      places.push({ layer, name: spec.name, shape: spec.shape, tensor, gradient });
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
    groups: gradients
      ? shelves.factors.map(({ factor, from, length }) => ({
          factor,
          w: windowOf(trainable, from, [length]),
          g: windowOf(gradients, from, [length]),
        }))
      : [],
    of: (layer) => byLayer(layer, ({ tensor }) => tensor),
    gradientsOf: (layer) => byLayer(layer, ({ gradient }) => gradient),
    copy: () =>
      Object.fromEntries(places.map(({ layer, name, shape, tensor }) => [`${layer}.${name}`, { shape, data: tensor.data.slice() }])),
    set(values, from) {
      checkWeights(network, values, from);
      for (const { layer, name, tensor } of places) tensor.data.set((values[`${layer}.${name}`] as StoredTensor).data);
    },
    free: () => engine.free(trainable, fixed, frozen, ...(gradients ? [gradients] : [])),
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
  const broken = firstBroken(value.data);
  if (broken >= 0) {
    throw new FormatError(`${from}: "${name}" holds ${value.data[broken]} at ${broken}; the file is damaged or its training failed`);
  }
  if (name.endsWith(".running") && value.data.subarray(value.data.length / 2).some((variance) => variance < 0)) {
    throw new FormatError(`${from}: "${name}" holds a negative variance; the file is damaged`);
  }
}

/** Where the first number stands that is none, or infinite; -1 where all are finite. A loop: it looks at every weight of every model that is opened. */
function firstBroken(numbers: Float32Array): number {
  for (let at = 0; at < numbers.length; at++) if (!Number.isFinite(numbers[at])) return at;
  return -1;
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
