import { UsageError } from "../errors.js";
import type { WeightValues } from "../model/network/weights.js";
import type { Callback } from "./callback.js";
import { scoreOf } from "./watched.js";

export interface EarlyStoppingOptions {
  /** The metric to watch, "val_loss" by default. Losses and error rates are to fall, everything else to rise. */
  readonly watch?: string | undefined;
  /** Epochs without a new best before training stops, a whole number from 1; 5 by default. */
  readonly patience?: number | undefined;
  /** What counts as better: by more than this. */
  readonly minDelta?: number | undefined;
  /** Puts the weights of the best epoch back at the end; true by default. */
  readonly restoreBest?: boolean | undefined;
}

/**
 * Stops after `patience` epochs without a new best, and puts the best weights back.
 *
 * @throws UsageError when patience is not a whole number from 1, or minDelta is negative
 */
export function earlyStopping({ watch = "val_loss", patience = 5, minDelta = 0, restoreBest = true }: EarlyStoppingOptions = {}): Callback {
  if (!(Number.isInteger(patience) && patience >= 1 && minDelta >= 0)) {
    throw new UsageError(
      `earlyStopping({ patience: ${patience}, minDelta: ${minDelta} }): patience is a whole number from 1, minDelta at least 0`,
    );
  }
  let bestEpoch = 0;
  let bestScore = Number.POSITIVE_INFINITY;
  let bestWeights: WeightValues | undefined;
  return {
    name: "earlyStopping",
    onTrainBegin({ epoch }) {
      if (epoch > 1) return;
      bestEpoch = 0;
      bestScore = Number.POSITIVE_INFINITY;
      bestWeights = undefined;
    },
    onEpochEnd({ epoch, metrics, model, stop }) {
      const score = scoreOf("earlyStopping", watch, metrics);
      if (score < bestScore - minDelta) {
        bestEpoch = epoch;
        bestScore = score;
        if (restoreBest) bestWeights = model.weights();
      } else if (epoch - bestEpoch >= patience) {
        stop(`${watch} has not improved since epoch ${bestEpoch}`);
      }
    },
    onTrainEnd({ model, interrupted }) {
      if (bestWeights && !interrupted) model.setWeights(bestWeights);
    },
    memory: () => ({
      values: { bestEpoch, bestScore: Number.isFinite(bestScore) ? bestScore : null },
      ...(bestWeights && { tensors: bestWeights }),
    }),
    recall({ values, tensors }) {
      bestEpoch = Number(values.bestEpoch ?? 0);
      bestScore = values.bestScore === null || values.bestScore === undefined ? Number.POSITIVE_INFINITY : Number(values.bestScore);
      bestWeights = tensors;
    },
  };
}
