import type { Callback } from "tenfold";
import type { Host } from "../../host.js";

/** Tells a host how a training goes on. */
export function trainingProgress(host: Host): Callback {
  return {
    name: "training-progress",
    onTrainBegin: () => host.progress({ of: "training", begin: true }),
    onBatchEnd: (batch) => host.progress({ of: "training", batch }),
    onEpochEnd: ({ model, stop, ...epoch }) => host.progress({ of: "training", epoch }),
    onTrainEnd: ({ interrupted }) => host.progress({ of: "training", end: { interrupted } }),
  };
}
