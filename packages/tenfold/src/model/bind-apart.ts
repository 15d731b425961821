import type { Engine } from "../engine/engine.js";
import type { Tensor } from "../engine/tensor.js";
import type { Bound, Pass } from "../layers/layer.js";
import type { Network } from "./sequential.js";
import type { Weights } from "./weights.js";

/** A network whose layers run one by one, so that each can be looked at; for inference and its gradients, not for training. */
export interface ApartNetwork {
  /** Write the batch here, `[batch, …input]`. */
  readonly x: Tensor;
  /** `[batch, classes]` */
  readonly logits: Tensor;
  /** What each layer makes, by its name; a softmax at the end is left out. `[batch, …output]` */
  readonly outputs: ReadonlyMap<string, Tensor>;
  forward(n: number): void;
  /** From the gradient of the logits, which is lost, to that of a layer's output. After `forward` with the same `n`. */
  gradientAt(layer: string, n: number, dLogits: Tensor): Tensor;
  free(): void;
}

/** Reserves a network's buffers for up to `batch` examples, every layer with an output of its own. */
export function bindApart(engine: Engine, network: Network, weights: Weights, batch: number): ApartNetwork {
  const layers = network.layers.filter(({ layer }) => layer.kind !== "softmax"); // which can only be the last
  const x = engine.tensor([batch, ...network.input]);
  const bound: Bound[] = [];
  layers.forEach(({ name, layer }, index) => {
    const site = { engine, batch, x: bound.at(-1)?.y ?? x, weights: weights.of(name), gradients: {}, index, normalizedNext: undefined };
    bound.push(layer.bind(site));
  });
  const widest = Math.max(x.length, ...bound.map(({ y }) => y.length));
  const spares = [engine.tensor([widest]), engine.tensor([widest])];
  let version = 0;
  const pass = (n: number): Pass => ({ n, training: false, key: 0, version });
  return {
    x,
    logits: bound.at(-1)?.y ?? x,
    outputs: new Map(layers.map(({ name }, index) => [name, (bound[index] as Bound).y])),
    forward(n) {
      version++;
      for (const layer of bound) layer.forward(pass(n));
    },
    gradientAt(layer, n, dLogits) {
      const until = layers.findIndex(({ name }) => name === layer);
      let dy = dLogits;
      for (let i = bound.length - 1; i > until; i--) {
        dy = (bound[i] as Bound).backward(pass(n), dy, spares.find((one) => one !== dy) as Tensor);
      }
      return dy;
    },
    free() {
      for (const layer of bound) layer.free();
      engine.free(x, ...spares);
    },
  };
}
