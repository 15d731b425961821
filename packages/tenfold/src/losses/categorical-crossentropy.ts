import { softmax } from "../engine/ops/softmax.js";
import { UsageError } from "../errors.js";
import type { Loss } from "./loss.js";

export interface CategoricalCrossentropyOptions {
  /** The share of each target that training spreads over all classes: 0.1 keeps a network from being too sure. 0 by default. */
  readonly smoothing?: number | undefined;
}

/**
 * -Σ target log(probability), in nats, for one-hot or soft targets: how surprised the network is by the true class. Softmax is
 * part of it: together they are stable, and their gradient is simply probability - target.
 *
 * Labels are smoothed (Szegedy et al., "Rethinking the Inception architecture", 2016) in training only; what validation and
 * evaluation report is always the plain cross-entropy.
 *
 * @throws UsageError unless 0 <= smoothing < 1
 */
export function categoricalCrossentropy({ smoothing = 0 }: CategoricalCrossentropyOptions = {}): Loss {
  if (!(smoothing >= 0 && smoothing < 1)) {
    throw new UsageError(`categoricalCrossentropy({ smoothing: ${smoothing} }): the share is at least 0 and less than 1`);
  }
  return {
    kind: "categorical_crossentropy",
    config: smoothing > 0 ? { smoothing } : {},
    evaluate(engine, logits, probabilities, n, against) {
      softmax(engine, logits, probabilities, n, against && { ...against, smoothing: against.gradient ? smoothing : 0 });
    },
  };
}
