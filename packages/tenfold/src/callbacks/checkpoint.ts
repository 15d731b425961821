import type { Sink } from "../model/sink.js";
import type { Callback } from "./callback.js";
import { scoreOf } from "./watched.js";

export interface CheckpointOptions {
  /** Where the model goes: `saveTo("best.safetensors")` in Node. */
  readonly to: Sink;
  /** The metric to watch, "val_loss" by default. Losses and error rates are to fall, everything else to rise. */
  readonly watch?: string | undefined;
}

/** Saves the model whenever the watched metric has a new best. */
export function checkpoint({ to, watch = "val_loss" }: CheckpointOptions): Callback {
  let best = Number.POSITIVE_INFINITY;
  return {
    name: "checkpoint",
    onTrainBegin({ epoch }) {
      if (epoch === 1) best = Number.POSITIVE_INFINITY;
    },
    async onEpochEnd({ epoch, metrics, model }) {
      const score = scoreOf("checkpoint", watch, metrics);
      if (!(score < best)) return;
      best = score;
      await to.write(model.encode({ epoch: String(epoch), [watch]: String(metrics[watch]) }));
    },
    memory: () => ({ values: { best: Number.isFinite(best) ? best : null } }),
    recall({ values }) {
      best = values.best === null || values.best === undefined ? Number.POSITIVE_INFINITY : Number(values.best);
    },
  };
}
