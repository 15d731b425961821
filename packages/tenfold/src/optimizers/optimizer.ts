import type { Engine } from "../engine/engine.js";
import type { Tensor } from "../engine/tensor.js";
import { FormatError } from "../errors.js";
import { refuseCame } from "../what-came.js";

/** How weights follow their gradients. */
export interface Optimizer {
  readonly kind: string;
  /** Everything needed to make it again, for run folders. */
  readonly config: Readonly<Record<string, number | boolean>>;
  /** The learning rate where no schedule says otherwise. */
  readonly rate: number;
  bind(engine: Engine, weights: { readonly w: Tensor; readonly g: Tensor }): BoundOptimizer;
}

/** @throws UsageError when it is none */
export function needOptimizer(who: string, came: Optimizer): void {
  if (typeof came?.bind !== "function") refuseCame(`${who}: optimizer`, came, "one as adam()");
}

export interface BoundOptimizer {
  /** Moves the weights by their gradients. */
  step(rate: number): void;
  /** What it remembers between steps, by name: to go on from later. Numbers are exact in JSON. */
  state(): OptimizerState;
  restore(state: OptimizerState): void;
  free(): void;
}

/**
 * Checks a kept state before any of it is put back.
 *
 * @throws FormatError unless it has exactly these numbers, finite, and these tensors, each of `length` finite floats
 */
export function checkState(
  kind: string,
  { tensors, numbers }: OptimizerState,
  names: { tensors: string[]; numbers: string[] },
  length: number,
): void {
  const whole =
    names.tensors.every((name) => tensors[name]?.length === length && tensors[name]?.every(Number.isFinite)) &&
    names.numbers.every((name) => Number.isFinite(numbers[name]));
  if (!whole) {
    const wanted = [...names.numbers, ...names.tensors.map((name) => `${name} [${length}]`)].join(", ");
    throw new FormatError(`the resume file does not hold the state of ${kind}, ${wanted}; it is damaged, start the run anew`);
  }
}

export interface OptimizerState {
  readonly tensors: Readonly<Record<string, Float32Array>>;
  readonly numbers: Readonly<Record<string, number>>;
}
