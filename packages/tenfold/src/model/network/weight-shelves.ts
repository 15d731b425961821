// Parameter groups: which weights train at which share of the rate, and which are frozen.

import { type Shape, sizeOf } from "../../engine/tensor.js";
import type { WeightSpec } from "../../layers/layer.js";
import { everyLayer } from "./place.js";
import { factorOf, type RateFactors } from "./rate-factors.js";
import type { Network } from "./sequential.js";

/** Where a weight lies: among those that train, by its factor of the rate; among those that only move along; or among those that stay. */
export type Shelf = number | "fixed" | "frozen";

/** How many floats each shelf takes, and where on it each weight lies. */
export interface WeightShelves {
  /** The shelves of what trains, one after the other in one piece. */
  readonly factors: readonly { readonly factor: number; readonly from: number; readonly length: number }[];
  /** Floats on all shelves of a kind together. */
  lengthOf(which: (shelf: Shelf) => boolean): number;
  /** The place of the next weight; to be asked in the order of the layers, once a weight. */
  put(layer: string, spec: WeightSpec): { readonly shelf: Shelf; readonly offset: number };
}

/**
 * Gives each weight its place, in the order of the layers.
 *
 * @throws UsageError when the factors are not those of this network
 */
export function weightShelves(network: Network, rateFactors: RateFactors | undefined): WeightShelves {
  const { layers } = network;
  const factor = factorOf(network, rateFactors);
  const shelfOf = (layer: string, { trainable }: WeightSpec): Shelf => {
    const own = factor(layer);
    return own === 0 ? "frozen" : trainable ? own : "fixed";
  };
  const lengths = new Map<Shelf, number>();
  for (const { name, weights } of everyLayer(layers)) {
    for (const spec of weights) lengths.set(shelfOf(name, spec), (lengths.get(shelfOf(name, spec)) ?? 0) + padded(spec.shape));
  }
  let from = 0;
  const factors = [...lengths].flatMap(([shelf, length]) => {
    if (typeof shelf !== "number") return [];
    from += length;
    return [{ factor: shelf, from: from - length, length }];
  });
  const next = new Map<Shelf, number>(factors.map(({ factor: shelf, from: start }) => [shelf, start]));
  return {
    factors,
    lengthOf: (which) => [...lengths].reduce((sum, [shelf, length]) => sum + (which(shelf) ? length : 0), 0),
    put(layer, spec) {
      const shelf = shelfOf(layer, spec);
      const offset = next.get(shelf) ?? 0;
      next.set(shelf, offset + padded(spec.shape));
      return { shelf, offset };
    },
  };
}

/** Floats of a weight in its piece: whole cache lines, so that no two weights share one. */
function padded(shape: Shape): number {
  return Math.ceil(sizeOf(shape) / 16) * 16;
}
