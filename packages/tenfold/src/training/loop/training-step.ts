import { mix } from "../../engine/rng.js";
import type { BoundNetwork } from "../../model/bound/bind.js";
import type { BoundOptimizer } from "../../optimizers/optimizer.js";
import type { BoundObjective, Examples, Sums } from "../objectives/objective.js";
import type { WeightVersion } from "../passes/weight-version.js";

export interface StepSetup<E extends Examples> {
  readonly network: BoundNetwork;
  /** Bound to that network. */
  readonly objective: BoundObjective<E>;
  /** The optimizer at work on the network's weights. */
  readonly moving: BoundOptimizer;
  readonly version: WeightVersion;
}

/**
 * Forward, loss, backward, and one step of the optimizer, for the mini-batch of `n` examples that stands in the network.
 *
 * @param key decides what dropout drops
 * @returns what the objective found before the weights moved
 */
export function trainingStep<E extends Examples>(
  { network, objective, moving, version }: StepSetup<E>,
  { n, rate, key }: { readonly n: number; readonly rate: number; readonly key: number },
): Sums {
  const pass = { n, training: true, key: mix(key >>> 0), version: version.now };
  network.forward(pass);
  const gradient = objective.learn(n);
  const sums: Sums = {};
  objective.count(n, sums);
  network.backward(pass, gradient);
  moving.step(rate);
  version.next();
  return sums;
}
