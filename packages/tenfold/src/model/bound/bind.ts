// Layer fusion: layers bound to buffers, some of them to run as one.

import type { Engine } from "../../engine/engine.js";
import type { Tensor } from "../../engine/tensor.js";
import type { BatchNorm, BoundBatchNorm, Followers } from "../../layers/batch-norm.js";
import type { Bound, Layer, NormalizedNext, Pass, Site } from "../../layers/layer.js";
import { everyLayer, type PlacedLayer } from "../network/place.js";
import type { Network } from "../network/sequential.js";
import type { Weights } from "../network/weights.js";
import { chain } from "./chain.js";
import { type Spares, spareBuffers } from "./spares.js";

/** A network with memory for batches of a certain size. */
export interface BoundNetwork {
  readonly batch: number;
  /** Write the batch here, `[batch, …input]`. */
  readonly x: Tensor;
  /** What is known beside the images, `[batch, numbers]`: 0 until something is written here; undefined where the network takes none. */
  readonly context: Tensor | undefined;
  /** What the last layer before a softmax makes: `[batch, classes]`. */
  readonly logits: Tensor;
  /** The penultimate features: what the dense layer that makes the logits reads; where none makes them, the logits. `[batch, …]` */
  readonly features: Tensor;
  forward(pass: Pass): void;
  /** From the gradient of the logits to the gradients of the weights. Only where the weights have gradients. */
  backward(pass: Pass, dLogits: Tensor): void;
  free(): void;
}

/**
 * Reserves the buffers of a network for up to `batch` examples, once: a step afterwards allocates nothing.
 *
 * Layer fusion: batch normalization takes the ReLU, pool and dropout behind it into its own passes over memory, and the sums it needs from
 * a convolution before it; the rest runs layer by layer. A softmax at the end is left to the loss.
 *
 * Of frozen layers, those at the beginning run as in inference, and no gradient is computed for them; further up it only passes through.
 */
export function bindNetwork(engine: Engine, network: Network, weights: Weights, batch: number): BoundNetwork {
  const x = engine.tensor([batch, ...network.input]);
  const context = network.context && engine.tensor([batch, ...network.context]);
  context?.data.fill(0);
  const spares = spareBuffers();
  const bound = bindChain({ engine, weights, batch, context, spares, level: 0, still: true }, network.layers, x);
  if (weights.gradients) spares.allocate(engine);
  return {
    batch,
    x,
    context,
    logits: bound.y,
    features: isDense(network.layers.findLast(({ layer }) => layer.kind !== "softmax")) ? bound.beforeLast : bound.y,
    forward: bound.forward,
    backward(pass, dLogits) {
      bound.backward(pass, dLogits, undefined);
    },
    free() {
      bound.free();
      spares.free(engine);
      engine.free(x, ...(context ? [context] : []));
    },
  };
}

/** Where layers are bound: the network's, or those inside a layer, a level deeper. */
interface Room {
  readonly engine: Engine;
  readonly weights: Weights;
  readonly batch: number;
  readonly context: Tensor | undefined;
  readonly spares: Spares;
  readonly level: number;
  /** Whether nothing before learns, so that nobody asks for the gradient of what comes in. */
  readonly still: boolean;
}

/** Layers that follow each other, as one, and what the last of them reads. */
function bindChain(room: Room, layers: readonly PlacedLayer[], x: Tensor): Bound & { readonly beforeLast: Tensor } {
  const { spares, level, weights } = room;
  const bound: Bound[] = [];
  /** The first that learns; as many as there are while none does. */
  let first = 0;
  for (const group of groups(layers, weights, room.still)) {
    const made = bindGroup({ ...room, still: group.still }, bound.at(-1)?.y ?? x, group);
    const learning = group.layers.findIndex((layer) => learns(layer, weights));
    if (first === bound.length) first += learning < 0 ? made.length : Math.min(learning, made.length - 1);
    bound.push(...made);
  }
  for (const { y } of bound) spares.want(level, y.length);
  return { ...chain(bound, { x, spares, level, first }), beforeLast: bound.at(-2)?.y ?? x };
}

/** Whether a layer, or one inside it, has weights that train. */
function learns(layer: PlacedLayer, weights: Weights): boolean {
  return everyLayer([layer]).some(({ name }) => Object.keys(weights.gradientsOf(name)).length > 0);
}

/** A layer whose weights stay though the network trains. */
function isFrozen(layer: PlacedLayer, weights: Weights): boolean {
  return weights.gradients !== undefined && !learns(layer, weights);
}

/** A layer alone, or a batch normalization with what it runs together with. */
interface Group {
  readonly layers: readonly [PlacedLayer, ...PlacedLayer[]];
  /** Nothing up to its end learns, and nobody asks for a gradient there. */
  readonly still: boolean;
}

/** Layers that can leave the sums that batch normalization needs. */
const leavesSums: ReadonlySet<string> = new Set(["conv2d", "depthwise_conv2d"]);

function groups(layers: readonly PlacedLayer[], weights: Weights, nothingBefore: boolean): Group[] {
  const found: Group[] = [];
  let still = nothingBefore;
  for (let index = 0; index < layers.length; ) {
    const rest = layers.slice(index);
    const first = rest[0] as PlacedLayer;
    if (first.layer.kind === "softmax" && rest.length === 1) break;
    const convolves = leavesSums.has(first.layer.kind) && isNorm(rest[1]) ? 1 : 0;
    const norm = rest[convolves];
    const frozen = isNorm(norm) && isFrozen(norm, weights);
    const quiet = still && !learns(first, weights);
    const together = isNorm(norm) && (!frozen || quiet); // a gradient that passes a frozen one has to pass it alone
    const followers = together ? followersOf(rest.slice(convolves + 1), !frozen) : 0;
    const length = together ? convolves + 1 + followers : 1;
    const taken = rest.slice(0, length) as unknown as Group["layers"];
    still &&= !taken.some((layer) => learns(layer, weights));
    found.push({ layers: taken, still });
    index += length;
  }
  return found;
}

/** How many of the next layers batch normalization can take along: plain ReLU, plain pool, dropout, each at most once and in this order. */
function followersOf(next: readonly PlacedLayer[], dropping: boolean): number {
  let count = 0;
  const takes = (kind: string) => {
    const layer = next[count]?.layer;
    if (layer?.kind === kind && (kind === "dropout" || isPlain(layer))) count++;
  };
  for (const kind of ["relu", "max_pooling2d", ...(dropping ? ["dropout"] : [])]) takes(kind);
  return count;
}

/** Without options: its default form, which is the one that batch normalization knows. */
function isPlain({ config }: Layer): boolean {
  return Object.keys(config).length === 0;
}

function bindGroup(room: Room, x: Tensor, group: Group): Bound[] {
  const made = bindTogether(room, x, group.layers);
  const inInference = group.still && group.layers.some((layer) => isNorm(layer) && isFrozen(layer, room.weights));
  return inInference ? made.map(asInInference) : made;
}

/** In every pass as in one of inference, where the convolution takes the normalization upon itself. */
function asInInference(bound: Bound): Bound {
  return { ...bound, forward: (pass) => bound.forward({ ...pass, training: false }) };
}

function bindTogether(room: Room, x: Tensor, layers: Group["layers"]): Bound[] {
  const { engine, weights, batch, context, level } = room;
  const site = (place: number, at: Tensor, normalizedNext?: Site["normalizedNext"]): Site => {
    const { name, number, parts } = layers[place] as PlacedLayer;
    const mine = { weights: weights.of(name), gradients: weights.gradientsOf(name), forTraining: weights.gradients !== undefined };
    // Before what reads the context nothing learns.
    const bindPart = (part: number, from: Tensor) =>
      bindChain({ ...room, still: room.still || from === context, level: level + 1 }, parts[part] ?? [], from);
    return { engine, batch, x: at, context, ...mine, index: number, normalizedNext, bindPart };
  };
  const [first, second] = layers;
  if (isNorm(first)) return [bindNorm(first, layers.slice(1), site(0, x))];
  if (!isNorm(second)) return [first.layer.bind(site(0, x))];
  // The convolution writes where the normalization reads, and leaves its sums there: so it is bound first, and told later.
  let norm: BoundBatchNorm | undefined;
  const next: NormalizedNext = {
    get sums() {
      return (norm as BoundBatchNorm).before.sums;
    },
    takeOver: () => (norm as BoundBatchNorm).before.takeOver(),
  };
  const convolution = first.layer.bind(site(0, x, next));
  norm = bindNorm(second, layers.slice(2), site(1, convolution.y));
  norm.sumsAreGiven();
  return [convolution, inPlace(norm, convolution.y)];
}

/** The gradient takes the place of z, which nobody else reads: memory that is in the cache already is not fetched a second time. */
function inPlace(norm: BoundBatchNorm, z: Tensor): Bound {
  return { ...norm, backward: (pass, dy, dx) => norm.backward(pass, dy, dx && z) };
}

/** A dense layer at the end of a network is bound alone, so that what it reads is there to be read. */
function isDense(placed: PlacedLayer | undefined): boolean {
  return placed?.layer.kind === "dense";
}

function isNorm(placed: PlacedLayer | undefined): placed is PlacedLayer & { readonly layer: BatchNorm } {
  return placed?.layer.kind === "batch_normalization";
}

function bindNorm(norm: { readonly layer: BatchNorm }, followers: readonly PlacedLayer[], site: Site): BoundBatchNorm {
  return norm.layer.bindWith(followersIn(followers), site);
}

function followersIn(layers: readonly PlacedLayer[]): Followers {
  const found = (kind: string) => layers.find(({ layer }) => layer.kind === kind);
  const dropout = found("dropout");
  return {
    relu: found("relu") !== undefined,
    pool: found("max_pooling2d") !== undefined,
    dropout: dropout && { rate: Number(dropout.layer.config.rate), index: dropout.number },
  };
}
