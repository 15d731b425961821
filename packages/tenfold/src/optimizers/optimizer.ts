import type { Engine } from "../engine/engine.js";
import type { Tensor } from "../engine/tensor.js";

/** How weights follow their gradients. */
export interface Optimizer {
  readonly kind: string;
  /** Everything needed to make it again, for run folders. */
  readonly config: Readonly<Record<string, number | boolean>>;
  /** The learning rate where no schedule says otherwise. */
  readonly rate: number;
  bind(engine: Engine, weights: { readonly w: Tensor; readonly g: Tensor }): BoundOptimizer;
}

export interface BoundOptimizer {
  /** Moves the weights by their gradients. */
  step(rate: number): void;
  /** What it remembers between steps, by name: to go on from later. Numbers are exact in JSON. */
  state(): OptimizerState;
  restore(state: OptimizerState): void;
  free(): void;
}

export interface OptimizerState {
  readonly tensors: Readonly<Record<string, Float32Array>>;
  readonly numbers: Readonly<Record<string, number>>;
}
