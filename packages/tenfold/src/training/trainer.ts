import type { Engine } from "../engine/engine.js";
import { mix } from "../engine/rng.js";
import type { Tensor } from "../engine/tensor.js";
import type { Loss } from "../losses/loss.js";
import type { Metric } from "../metrics/metric.js";
import type { BoundNetwork } from "../model/bind.js";
import type { Weights } from "../model/weights.js";
import type { BoundOptimizer } from "../optimizers/optimizer.js";

/** Sums over the examples of a batch, by name: "loss" and the metrics. */
export type Sums = Readonly<Record<string, number>>;

/** Changes the loss and its gradient by what else there is to learn from, once the labels have had their say. */
export type Teach = (
  n: number,
  found: { readonly x: Tensor; readonly logits: Tensor; readonly losses: Tensor; readonly gradient: Tensor },
) => void;

/** One network with one batch's buffers, and the two things done with it. */
export interface Trainer {
  readonly network: BoundNetwork;
  /** Write the batch's targets here, `[batch, classes]`. */
  readonly targets: Tensor;
  readonly probabilities: Tensor;
  readonly losses: Tensor;
  /** Forward, backward, and one step of the optimizer, for the first `n` examples in `network.x`; `key` keys the dropout. */
  step(n: number, rate: number, key: number, teach?: Teach): Sums;
  /** Forward only; with labels also the losses. */
  infer(n: number, labels?: Uint8Array): void;
  /** Writes labels as one-hot rows. */
  setLabels(labels: ArrayLike<number>): void;
  free(): void;
}

interface Setup {
  readonly engine: Engine;
  readonly network: BoundNetwork;
  readonly weights: Weights;
  readonly loss: Loss;
  readonly metrics: readonly Metric[];
  readonly optimizer: BoundOptimizer | undefined;
  readonly classes: number;
  /** The version of the weights, and a new one after they moved. */
  readonly version: () => number;
  readonly nextVersion: () => number;
}

export function trainer({ engine, network, loss, metrics, optimizer, classes, version, nextVersion }: Setup): Trainer {
  const { batch, logits } = network;
  const targets = engine.tensor([batch, classes]);
  const probabilities = engine.tensor([batch, classes]);
  const losses = engine.tensor([batch]);
  const gradient = optimizer ? engine.tensor([batch, classes]) : undefined;

  function sums(n: number): Sums {
    const found: Record<string, number> = { loss: 0 };
    for (const one of losses.data.subarray(0, n)) found.loss = (found.loss as number) + one;
    for (const metric of metrics) found[metric.name] = metric.sum(probabilities.data, targets.data, n, classes);
    return found;
  }

  function setLabels(labels: ArrayLike<number>): void {
    const rows = targets.data.fill(0, 0, labels.length * classes);
    for (let row = 0; row < labels.length; row++) rows[row * classes + (labels[row] as number)] = 1;
  }

  return {
    network,
    targets,
    probabilities,
    losses,
    setLabels,
    step(n, rate, key, teach) {
      if (!optimizer || !gradient) throw new Error("a trainer without an optimizer cannot step");
      const pass = { n, training: true, key: mix(key >>> 0), version: version() };
      network.forward(pass);
      loss.evaluate(engine, logits, probabilities, n, { targets, losses, gradient });
      teach?.(n, { x: network.x, logits, losses, gradient });
      const found = sums(n);
      network.backward(pass, gradient);
      optimizer.step(rate);
      nextVersion();
      return found;
    },
    infer(n, labels) {
      network.forward({ n, training: false, key: 0, version: version() });
      if (labels) setLabels(labels);
      loss.evaluate(engine, logits, probabilities, n, labels && { targets, losses });
    },
    free() {
      network.free();
      engine.free(targets, probabilities, losses, ...(gradient ? [gradient] : []));
    },
  };
}
