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
  forward(pass: Pass): void;
  /** From the gradient of the logits to the gradients of the weights. Only where the weights have gradients. */
  backward(pass: Pass, dLogits: Tensor): void;
  free(): void;
}

/** One or several layers that run as one, and where the batch lies before them. */
interface Stage {
  readonly bound: Bound;
}

/**
 * Reserves the buffers of a network for up to `batch` examples, once: a step afterwards allocates nothing.
 *
 * Batch normalization takes the ReLU, pool and dropout behind it into its own passes over memory, and the sums it needs from
 * a convolution before it; the rest runs layer by layer. A softmax at the end is left to the loss.
 */
export function bindNetwork(engine: Engine, network: Network, weights: Weights, batch: number): BoundNetwork {
  const x = engine.tensor([batch, ...network.input]);
  const stages: Stage[] = [];
  let current = x;
  for (const group of groups(network.layers)) {
    const bound = bindGroup(engine, network, weights, batch, current, group);
    stages.push(...bound.map((one) => ({ bound: one })));
    current = (bound.at(-1) as Bound).y;
  }
  const logits = current;
  const widest = Math.max(...[x, ...stages.map(({ bound }) => bound.y)].map(({ length }) => length));
  const spares = weights.gradients ? [engine.tensor([widest]), engine.tensor([widest])] : [];
  return {
    batch,
    x,
    logits,
    forward(pass) {
      for (const { bound } of stages) bound.forward(pass);
    },
    backward(pass, dLogits) {
      let dy = dLogits;
      for (let i = stages.length - 1; i >= 0; i--) {
        const free = spares.find((spare) => spare !== dy) as Tensor;
        dy = (stages[i] as Stage).bound.backward(pass, dy, i === 0 ? undefined : free);
      }
    },
    free() {
      for (const { bound } of stages) bound.free();
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
    const convolves = first.layer.kind === "conv2d" && rest[1]?.layer.kind === "batch_normalization" ? 1 : 0;
    const normalizes = rest[convolves]?.layer.kind === "batch_normalization";
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

function bindGroup(engine: Engine, { name }: Network, weights: Weights, batch: number, x: Tensor, { layers, index }: Group): Bound[] {
  const siteOf = (placed: PlacedLayer, at: Tensor, place: number, normalizedNext: Site["normalizedNext"]): Site => ({
    engine,
    batch,
    x: at,
    weights: weights.of(placed.name),
    gradients: weights.gradientsOf(placed.name),
    index: place,
    normalizedNext,
  });
  const normAt = layers.findIndex(({ layer }) => layer.kind === "batch_normalization");
  if (normAt < 0) return [layers[0].layer.bind(siteOf(layers[0], x, index, undefined))];

  const bound: Bound[] = [];
  const norm = layers[normAt] as PlacedLayer;
  const followers = followersIn(layers.slice(normAt + 1), index + normAt + 1);
  let normalized: BoundBatchNorm | undefined;
  if (normAt === 1) {
    // The convolution must know where its sums go, and the normalization where the convolution writes: the first is told late.
    const late = {
      get sums() {
        if (!normalized) throw new Error(`${name}: ${norm.name} is not bound yet`);
        return normalized.sums;
      },
    };
    bound.push(layers[0].layer.bind(siteOf(layers[0], x, index, late)));
  }
  const from = bound[0]?.y ?? x;
  normalized = (norm.layer as BatchNorm).bindWith(followers, siteOf(norm, from, index + normAt, undefined));
  if (normAt === 1) normalized.sumsAreGiven();
  bound.push(normalized);
  return bound;
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
