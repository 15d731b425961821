import type { Engine } from "../engine/engine.js";
import type { Tensor } from "../engine/tensor.js";
import type { BatchNorm, BoundBatchNorm, Followers } from "../layers/batch-norm.js";
import type { Bound, Pass, Site } from "../layers/layer.js";
import type { Network, PlacedLayer } from "./sequential.js";
import type { Weights } from "./weights.js";

/** A network with memory for batches of a certain size. */
export interface BoundNetwork {
  readonly batch: number;
  /** Write the batch here, `[batch, …input]`. */
  readonly x: Tensor;
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
 * Batch normalization takes the ReLU, pool and dropout behind it into its own passes over memory, and the sums it needs from
 * a convolution before it; the rest runs layer by layer. A softmax at the end is left to the loss.
 */
export function bindNetwork(engine: Engine, network: Network, weights: Weights, batch: number): BoundNetwork {
  const x = engine.tensor([batch, ...network.input]);
  const bound: Bound[] = [];
  for (const group of groups(network.layers)) bound.push(...bindGroup(engine, weights, batch, bound.at(-1)?.y ?? x, group));
  const logits = bound.at(-1)?.y ?? x;
  const last = network.layers.findLast(({ layer }) => layer.kind !== "softmax");
  const features = last?.layer.kind === "dense" ? (bound.at(-2)?.y ?? x) : logits; // a dense layer at the end is bound alone
  const widest = Math.max(x.length, ...bound.map(({ y }) => y.length));
  const spares = weights.gradients ? [engine.tensor([widest]), engine.tensor([widest])] : [];
  return {
    batch,
    x,
    logits,
    features,
    forward(pass) {
      for (const layer of bound) layer.forward(pass);
    },
    backward(pass, dLogits) {
      let dy = dLogits;
      for (let i = bound.length - 1; i >= 0; i--) {
        const spare = spares.find((one) => one !== dy) as Tensor;
        dy = (bound[i] as Bound).backward(pass, dy, i === 0 ? undefined : spare);
      }
    },
    free() {
      for (const layer of bound) layer.free();
      engine.free(x, ...spares);
    },
  };
}

/** A layer alone, or a batch normalization with what it runs together with. */
interface Group {
  readonly layers: readonly [PlacedLayer, ...PlacedLayer[]];
  readonly index: number;
}

function groups(layers: readonly PlacedLayer[]): Group[] {
  const found: Group[] = [];
  for (let index = 0; index < layers.length; ) {
    const rest = layers.slice(index);
    const first = rest[0] as PlacedLayer;
    if (first.layer.kind === "softmax" && rest.length === 1) break;
    const convolves = first.layer.kind === "conv2d" && isNorm(rest[1]) ? 1 : 0;
    const normalizes = isNorm(rest[convolves]);
    const followers = normalizes ? followersOf(rest.slice(convolves + 1)) : 0;
    const length = normalizes ? convolves + 1 + followers : 1;
    found.push({ layers: rest.slice(0, length) as unknown as Group["layers"], index });
    index += length;
  }
  return found;
}

/** How many of the next layers batch normalization can take along: ReLU, pool, dropout, each at most once and in this order. */
function followersOf(next: readonly PlacedLayer[]): number {
  let count = 0;
  for (const kind of ["relu", "max_pooling2d", "dropout"]) if (next[count]?.layer.kind === kind) count++;
  return count;
}

function bindGroup(engine: Engine, weights: Weights, batch: number, x: Tensor, { layers, index }: Group): Bound[] {
  const site = (place: number, at: Tensor, normalizedNext?: Site["normalizedNext"]): Site => {
    const { name } = layers[place] as PlacedLayer;
    const mine = { weights: weights.of(name), gradients: weights.gradientsOf(name) };
    return { engine, batch, x: at, ...mine, index: index + place, normalizedNext };
  };
  const [first, second] = layers;
  if (isNorm(first)) return [bindNorm(first, layers.slice(1), index + 1, site(0, x))];
  if (!isNorm(second)) return [first.layer.bind(site(0, x))];
  // The convolution writes where the normalization reads, and leaves its sums there: so it is bound first, and told later.
  let norm: BoundBatchNorm | undefined;
  const next = {
    get sums() {
      return (norm as BoundBatchNorm).sums;
    },
  };
  const convolution = first.layer.bind(site(0, x, next));
  norm = bindNorm(second, layers.slice(2), index + 2, site(1, convolution.y));
  norm.sumsAreGiven();
  return [convolution, norm];
}

function isNorm(placed: PlacedLayer | undefined): placed is PlacedLayer & { readonly layer: BatchNorm } {
  return placed?.layer.kind === "batch_normalization";
}

function bindNorm(norm: { readonly layer: BatchNorm }, followers: readonly PlacedLayer[], index: number, site: Site): BoundBatchNorm {
  return norm.layer.bindWith(followersIn(followers, index), site);
}

function followersIn(layers: readonly PlacedLayer[], first: number): Followers {
  const at = (kind: string) => layers.findIndex(({ layer }) => layer.kind === kind);
  const dropoutAt = at("dropout");
  return {
    relu: at("relu") >= 0,
    pool: at("max_pooling2d") >= 0,
    dropout: dropoutAt < 0 ? undefined : { rate: Number(layers[dropoutAt]?.layer.config.rate), index: first + dropoutAt },
  };
}
