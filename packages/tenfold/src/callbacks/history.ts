import type { Epoch } from "../plots/curves.js";
import type { Callback, EpochEnd } from "./callback.js";

/** What one epoch came to, as `history.json` keeps it. */
export interface EpochRecord extends Epoch {
  /** Wall-clock time of the epoch with its validation. */
  readonly seconds: number;
  /** Training images a second, validation not counted. */
  readonly images_per_second: number;
}

export interface HistoryCallback extends Callback {
  /** The epochs so far, those before a resumed run included. */
  readonly epochs: readonly EpochRecord[];
}

/** Keeps what every epoch came to; `onRecord` sees each as it ends. */
export function history(onRecord?: (epochs: readonly EpochRecord[]) => void | Promise<void>): HistoryCallback {
  let epochs: EpochRecord[] = [];
  return {
    name: "history",
    get epochs() {
      return epochs;
    },
    onTrainBegin({ epoch }) {
      if (epoch === 1) epochs = [];
    },
    async onEpochEnd(end) {
      epochs.push(recordOf(end));
      await onRecord?.(epochs);
    },
    memory: () => ({ values: { epochs: JSON.stringify(epochs) } }),
    recall({ values }) {
      epochs = JSON.parse(String(values.epochs ?? "[]")) as EpochRecord[];
    },
  };
}

function recordOf({ epoch, metrics, learningRate, seconds, imagesPerSecond }: EpochEnd): EpochRecord {
  return {
    epoch,
    ...(metrics as { loss: number }),
    learning_rate: learningRate,
    seconds: Math.round(seconds * 1000) / 1000,
    images_per_second: Math.round(imagesPerSecond),
  };
}
