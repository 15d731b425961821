import type { Callback } from "../../callbacks/callback.js";
import type { EngineOptions } from "../../engine/engine.js";
import { type Network, needNetwork } from "../../model/network/sequential.js";
import type { WeightValues } from "../../model/network/weights.js";
import type { Optimizer } from "../../optimizers/optimizer.js";
import { refuseCame } from "../../what-came.js";
import type { LoopOptions } from "../loop/fit-options.js";
import type { TextExamples } from "../objectives/text-objective.js";
import { compileTexts } from "./compile-texts.js";

export interface FitTextsOptions extends EngineOptions, LoopOptions<TextExamples> {
  readonly optimizer: Optimizer;
  /** 128 by default. What is left of the examples after the last whole batch of an epoch waits for another. */
  readonly batchSize?: number | undefined;
  /** Decides the first weights, the order of the examples, the augmentation and the dropout. */
  readonly seed?: number | undefined;
  /** How the rate changes, as `oneCycle()`; before what `callbacks` say of it. */
  readonly schedule?: Pick<Callback, "rate"> | undefined;
  /** How many of the last epochs see the pictures as they are; 1 by default. */
  readonly plainEpochs?: number | undefined;
  readonly onBatchEnd?:
    | ((end: { readonly epoch: number; readonly batch: number; readonly batches: number; readonly loss: number }) => void)
    | undefined;
  readonly onEpochEnd?: ((end: TextEpoch) => void) | undefined;
}

export interface TextEpoch {
  readonly epoch: number;
  /** Means over texts, in nats. */
  readonly loss: number;
  readonly validation?: TextScores;
  readonly seconds: number;
}

export interface TextScores {
  readonly loss: number;
  /** The share of the texts that the likeliest way spells as a whole. */
  readonly accuracy: number;
  /** Characters to change, put in or take out, per character that stands there. */
  readonly characterErrorRate: number;
}

/**
 * Trains a network whose output is a row of logits a frame, the last class the blank, by connectionist temporal classification. The same
 * options give the same weights, bit for bit, for any number of threads, and however often the training was interrupted and resumed.
 *
 * It is `compileTexts`, `fit` and `dispose` in one go.
 *
 * @returns the weights after the last epoch; the best with `earlyStopping()` among the callbacks
 * @throws ShapeError when the pictures are not what the network takes
 * @throws InputError when there are fewer examples than a batch has, or not as many texts
 */
export async function fitTexts(network: Network, examples: TextExamples, options: FitTextsOptions): Promise<WeightValues> {
  needNetwork("fitTexts", network);
  if (typeof options !== "object" || options === null) refuseCame("fitTexts: options", options, "an object with optimizer, epochs");
  const { optimizer, seed = 0, threads, build, schedule, callbacks = [], onBatchEnd: _, onEpochEnd: __, ...plan } = options;
  const model = await compileTexts(network, { optimizer, seed, threads, build });
  try {
    const first: readonly Callback[] = schedule ? [{ name: "schedule", ...schedule }] : [];
    await model.fit(examples, { batchSize: 128, plainEpochs: 1, ...plan, callbacks: [...first, ...callbacks, told(options)] });
    return model.weights();
  } finally {
    await model.dispose();
  }
}

/** What happens, told as functions rather than by a callback. */
function told({ onBatchEnd, onEpochEnd }: FitTextsOptions): Callback {
  return {
    name: "fitTexts",
    onBatchEnd({ epoch, batch, batches, metrics }) {
      onBatchEnd?.({ epoch, batch, batches, loss: metrics.loss as number });
    },
    onEpochEnd({ epoch, metrics, seconds }) {
      const { loss, val_loss, val_accuracy = 0, val_character_error_rate: characterErrorRate = 0 } = metrics;
      const validation = val_loss === undefined ? undefined : { loss: val_loss, accuracy: val_accuracy, characterErrorRate };
      onEpochEnd?.({ epoch, loss: loss as number, ...(validation && { validation }), seconds });
    },
  };
}
