import type { Metrics } from "../../callbacks/callback.js";
import type { ContextRow } from "../../data/context/context-columns.js";
import type { Images } from "../../data/dataset.js";
import type { Engine } from "../../engine/engine.js";
import type { Tensor } from "../../engine/tensor.js";
import type { BoundNetwork } from "../../model/bound/bind.js";
import type { Network } from "../../model/network/sequential.js";

/** Pictures, and beside them what is to be learned of each. */
export interface Examples {
  readonly images: Images;
  /** What is known beside each of them, where something is. */
  readonly context?: readonly ContextRow[];
}

/** Sums over examples, by name: "loss" and whatever else is measured. */
export type Sums = Record<string, number>;

/** What a network is to learn: how targets go into a mini-batch, what the loss and its gradient are, what is measured and by which names. */
export interface Objective<E extends Examples, B extends BoundObjective<E> = BoundObjective<E>> {
  /** What must be the same between a training and its continuation, by what it is called: the loss with its options. */
  readonly recipe: Readonly<Record<string, string>>;
  /** Whether what is left of an epoch's examples after its last whole mini-batch waits for another epoch, instead of being a smaller one. */
  readonly dropsRemainder: boolean;
  /**
   * Refuses examples that a network cannot learn, or be judged on.
   *
   * @param who is to call itself in the error
   */
  check(who: string, examples: E, network: Network): void;
  /** What tells these examples from others of the same size, in words. */
  identity(examples: E): string;
  /** Buffers beside those of a network, for mini-batches as large as its own; with `learning` also for the gradient. */
  bind(engine: Engine, network: BoundNetwork, learning: boolean): B;
  /** Means by name, of the sums over `count` examples. */
  means(sums: Readonly<Sums>, count: number): Metrics;
}

/** An objective with its buffers, for the mini-batch whose pictures stand in the network. */
export interface BoundObjective<E extends Examples> {
  /** Puts the targets of these rows of the examples in place. */
  setTargets(examples: E, rows: Uint32Array): void;
  /** After a forward pass on `n` examples: finds their losses, and the gradient of the mean loss by the logits. */
  learn(n: number): Tensor;
  /** After a forward pass on `n` examples: finds their losses as validation counts them. */
  judge(n: number): void;
  /** Adds what was found of `n` examples to sums. */
  count(n: number, sums: Sums): void;
  free(): void;
}

/** The sums divided by the number of examples. */
export function plainMeans(sums: Readonly<Sums>, count: number): Metrics {
  return Object.fromEntries(Object.entries(sums).map(([name, sum]) => [name, sum / count]));
}
