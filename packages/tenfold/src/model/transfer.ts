import type { ContextColumn } from "../data/context/context-columns.js";
import { UsageError } from "../errors.js";
import { checkOptions } from "../known-options.js";
import { dense } from "../layers/dense.js";
import { type ModelFile, needModelFile } from "./files/model-file.js";
import { everyLayer, type PlacedLayer } from "./network/place.js";
import { layersToFreeze, type RateFactors } from "./network/rate-factors.js";
import { inputsOf, type Network, sequential } from "./network/sequential.js";
import type { WeightValues } from "./network/weights.js";

export interface TransferOptions {
  /** Classes to tell apart from now on, in class order: the last dense layer is replaced by a fresh one for them. Absent: it stays. */
  readonly newClasses?: readonly string[] | undefined;
  /** Layers whose weights stay as they are: names, or the first so many. Batch normalization goes with the layer before it. */
  readonly freeze?: number | readonly string[] | undefined;
  /** By how much of the learning rate all layers but the last dense one move; 1 by default. */
  readonly oldRate?: number | undefined;
}

/** What `compile` takes to go on with a trained network. */
export interface Transfer {
  readonly network: Network;
  readonly classNames: readonly string[];
  /** The columns of its context, where it takes one. */
  readonly context?: readonly ContextColumn[] | undefined;
  /** Those of the trained network, without a head that is replaced. */
  readonly weights: WeightValues;
  readonly rateFactors: RateFactors;
}

/**
 * Makes a trained network the beginning of another training (transfer learning; Yosinski et al., "How transferable are features in deep
 * neural networks?", 2014): `compile(start.network, { ...start, optimizer, loss })`, then `fit`.
 *
 * @throws UsageError when a layer to freeze is unknown, the network does not end with a dense layer though a new head is wanted, or
 *   nothing is left to train
 */
export function transfer(
  model: Pick<ModelFile, "network" | "weights" | "classNames" | "context">,
  options: TransferOptions = {},
): Transfer {
  needModelFile("transfer: the model", model);
  checkOptions("transfer", options, ["newClasses", "freeze", "oldRate"]);
  const { network: old, weights, classNames, context } = model;
  const { newClasses, freeze = [], oldRate = 1 } = options;
  if (!(Number.isFinite(oldRate) && oldRate > 0)) {
    throw new UsageError(`transfer: oldRate is ${oldRate}, a number above 0 is wanted; freeze keeps layers as they are`);
  }
  const head = headOf(old);
  if (newClasses && !head) {
    const { name } = old.layers.at(-1) as PlacedLayer;
    throw new UsageError(`"${old.name}" ends with ${name}, not with a dense layer and a softmax, so there is no head to replace`);
  }
  const frozen = layersToFreeze(old, freeze);
  if (newClasses && head && frozen.includes(head.name)) {
    throw new UsageError(`"${head.name}" is replaced by a fresh layer for the new classes; it cannot be frozen`);
  }
  return {
    network: newClasses && head ? withHead(old, head, newClasses.length) : old,
    classNames: newClasses ?? classNames,
    ...(context && { context }),
    weights: newClasses && head ? withoutLayer(weights, head) : weights,
    rateFactors: {
      ...(oldRate !== 1 &&
        Object.fromEntries(old.layers.filter(trains).flatMap(({ name }) => (name === head?.name ? [] : [[name, oldRate]])))),
      ...Object.fromEntries(frozen.map((name) => [name, 0])),
    },
  };
}

/** The dense layer that makes the logits. */
function headOf({ layers }: Network): PlacedLayer | undefined {
  const last = layers.findLast(({ layer }) => layer.kind !== "softmax");
  return last?.layer.kind === "dense" ? last : undefined;
}

function withHead(network: Network, head: PlacedLayer, classes: number): Network {
  return sequential(
    { name: network.name, input: inputsOf(network) },
    network.layers.map((placed) => (placed === head ? dense(classes) : placed.layer)),
  );
}

function withoutLayer(weights: WeightValues, { name }: PlacedLayer): WeightValues {
  return Object.fromEntries(Object.entries(weights).filter(([weight]) => !weight.startsWith(`${name}.`)));
}

function trains(placed: PlacedLayer): boolean {
  return everyLayer([placed]).some(({ weights }) => weights.some(({ trainable }) => trainable));
}
