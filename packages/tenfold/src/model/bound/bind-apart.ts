// Layers bound without fusion, so that any output can be read and differentiated.

import type { Engine } from "../../engine/engine.js";
import type { Tensor } from "../../engine/tensor.js";
import type { Bound, Pass, Site } from "../../layers/layer.js";
import type { PlacedLayer } from "../network/place.js";
import type { Network } from "../network/sequential.js";
import type { Weights } from "../network/weights.js";
import { chain } from "./chain.js";
import { type Spares, spareBuffers } from "./spares.js";

/** A network whose layers run one by one, so that each can be looked at; for inference and its gradients, not for training. */
export interface ApartNetwork {
  /** Write the batch here, `[batch, …input]`. */
  readonly x: Tensor;
  /** What is known beside the images, `[batch, numbers]`: 0 until something is written here; undefined where the network takes none. */
  readonly context: Tensor | undefined;
  /** `[batch, classes]` */
  readonly logits: Tensor;
  /** What each layer makes, by its name; a softmax at the end is left out. `[batch, …output]` */
  readonly outputs: ReadonlyMap<string, Tensor>;
  forward(n: number): void;
  /** From the gradient of the logits to that of a layer's output. After `forward` with the same `n`. */
  gradientAt(layer: string, n: number, dLogits: Tensor): Tensor;
  free(): void;
}

/** Reserves a network's buffers for up to `batch` examples, every layer with an output of its own. */
export function bindApart(engine: Engine, network: Network, weights: Weights, batch: number): ApartNetwork {
  const layers = network.layers.filter(({ layer }) => layer.kind !== "softmax"); // which can only be the last
  const x = engine.tensor([batch, ...network.input]);
  const context = network.context && engine.tensor([batch, ...network.context]);
  context?.data.fill(0);
  const spares = spareBuffers();
  const bound = bindEach({ engine, weights, batch, context, spares, level: 0 }, layers, x);
  spares.allocate(engine);
  let version = 0;
  const pass = (n: number): Pass => ({ n, training: false, key: 0, version });
  return {
    x,
    context,
    logits: bound.at(-1)?.y ?? x,
    outputs: new Map(layers.map(({ name }, index) => [name, (bound[index] as Bound).y])),
    forward(n) {
      version++;
      for (const layer of bound) layer.forward(pass(n));
    },
    gradientAt(layer, n, dLogits) {
      const until = layers.findIndex(({ name }) => name === layer);
      return bound.slice(until + 1).reduceRight((dy, one) => one.backward(pass(n), dy, spares.other(0, dy)), dLogits);
    },
    free() {
      for (const layer of bound) layer.free();
      spares.free(engine);
      engine.free(x, ...(context ? [context] : []));
    },
  };
}

interface Room {
  readonly engine: Engine;
  readonly weights: Weights;
  readonly batch: number;
  readonly context: Tensor | undefined;
  readonly spares: Spares;
  readonly level: number;
}

function bindEach(room: Room, layers: readonly PlacedLayer[], x: Tensor): Bound[] {
  const { engine, weights, batch, context, spares, level } = room;
  const bound: Bound[] = [];
  for (const { name, number, layer, parts } of layers) {
    const bindPart: Site["bindPart"] = (part, from) => {
      const inside = { ...room, level: level + 1 };
      return chain(bindEach(inside, parts[part] ?? [], from), { ...inside, x: from });
    };
    const place = {
      engine,
      batch,
      context,
      x: bound.at(-1)?.y ?? x,
      index: number,
      forTraining: true,
      bindPart,
      normalizedNext: undefined,
    };
    const one = layer.bind({ ...place, weights: weights.of(name), gradients: {} });
    spares.want(level, Math.max(x.length, one.y.length));
    bound.push(one);
  }
  return bound;
}
