import { UsageError } from "../../errors.js";
import { clipped } from "../shown.js";
import { everyLayer, type PlacedLayer } from "./place.js";
import type { Network } from "./sequential.js";

/**
 * By how much of the learning rate each layer's weights move, by the layer's name: 0 freezes it, 1 is what layers have of which nothing
 * is said. It counts for the layers inside that layer, too, unless they have one of their own.
 */
export type RateFactors = Readonly<Record<string, number>>;

/**
 * What each layer's factor is, by its name.
 *
 * @throws UsageError when a layer is unknown, a factor is not a number from 0, or nothing is left to train
 */
export function factorOf(network: Network, factors: RateFactors = {}): (layer: string) => number {
  checkNames(network, Object.keys(factors));
  for (const [name, factor] of Object.entries(factors)) {
    if (!(Number.isFinite(factor) && factor >= 0)) {
      throw new UsageError(`the rate factor of "${name}" is ${factor}; a number from 0 is wanted, 0 freezes the layer`);
    }
  }
  const found = new Map<string, number>();
  const visit = (layer: PlacedLayer, above: number) => {
    const factor = factors[layer.name] ?? above;
    found.set(layer.name, factor);
    for (const inside of layer.parts.flat()) visit(inside, factor);
  };
  for (const layer of network.layers) visit(layer, 1);
  const trains = everyLayer(network.layers).some(
    ({ name, weights }) => found.get(name) !== 0 && weights.some(({ trainable }) => trainable),
  );
  if (!trains && Object.keys(factors).length > 0)
    throw new UsageError(`every layer of "${network.name}" is frozen; leave one to train, as the last`);
  return (layer) => found.get(layer) ?? 1;
}

/**
 * Names the layers to freeze: those told, or the first so many. Batch normalization is not counted but goes with the layer before it.
 *
 * @param which names of layers, "conv2d_1" or "residual_3.conv2d", or how many of the outer layers with weights
 * @throws UsageError when a name is unknown, listing those there are, or the number is not below that of the layers
 */
export function layersToFreeze(network: Network, which: number | readonly string[]): readonly string[] {
  if (typeof which !== "number") {
    checkNames(network, which);
    return which;
  }
  const weighty = network.layers.filter(hasWeights);
  const counted = weighty.filter(({ layer }) => layer.kind !== "batch_normalization");
  if (!Number.isInteger(which) || which < 0 || which >= counted.length) {
    throw new UsageError(
      `freeze ${which}: "${network.name}" has ${counted.length} layers to count, ${counted.map(({ name }) => name).join(", ")}; ` +
        "take a whole number below that, the last is left to train",
    );
  }
  const next = counted[which] as PlacedLayer;
  return weighty.slice(0, weighty.indexOf(next)).map(({ name }) => name);
}

function checkNames(network: Network, names: readonly string[]): void {
  const known = everyLayer(network.layers)
    .filter(hasWeights)
    .map(({ name }) => name);
  const stranger = names.find((name) => !known.includes(name));
  if (stranger === undefined) return;
  throw new UsageError(`"${network.name}" has no layer "${clipped(stranger)}" with weights; those it has are ${known.join(", ")}`);
}

function hasWeights(layer: PlacedLayer): boolean {
  return everyLayer([layer]).some(({ weights }) => weights.some(({ trainable }) => trainable));
}
