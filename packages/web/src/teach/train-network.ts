import {
  type BatchEnd,
  type Callback,
  checkpoint,
  compile,
  type Dataset,
  decodeModel,
  type EpochRecord,
  type Evaluation,
  history,
  InputError,
  type Model,
  recipeOf,
  type Sink,
  split,
} from "tenfold";
import type { TrainAndTest, TrainingOrder } from "./training-order.js";

/** What runs a training. */
export type Runs = Model["engine"];

/** What a training came to. */
export interface TrainingOutcome {
  /** The model file: the weights of the best epoch, calibrated. */
  readonly model: Uint8Array;
  /** On the test images. */
  readonly evaluation: Evaluation;
  readonly bestEpoch: number;
  /** Why it ended before its last epoch, in words. */
  readonly stopped?: string;
}

export interface TrainingOptions {
  readonly threads?: number | undefined;
  /** As the training was begun with. */
  readonly build?: Runs["build"] | undefined;
  readonly signal: AbortSignal;
  /** Where it is kept for another time, and what was kept. */
  readonly resume: Uint8Array | undefined;
  readonly keep: Sink;
  /** The model file of the best epoch so far. */
  readonly best: Sink & { read(): Promise<Uint8Array | undefined> };
  onBegin(begin: {
    readonly engine: Pick<Runs, "build" | "threads" | "notice">;
    readonly training: number;
    readonly validation: number;
  }): void;
  onBatch(end: BatchEnd): void;
  onEpochs(epochs: readonly EpochRecord[]): void;
  /** The last epoch is over, and the model is judged. */
  onJudging(): void;
}

/**
 * Trains as `tenfold train` does, to the same weights: a share set aside to validate, the weights of the best epoch, calibrated, judged on the test images.
 *
 * @returns undefined where it was interrupted, after its state was kept
 * @throws InputError, ShapeError, UsageError where order and images do not fit
 */
export async function trainNetwork(
  { preset, limit }: TrainingOrder,
  { train, test }: TrainAndTest,
  { threads, build, signal, resume, keep, best, onBegin, onBatch, onEpochs, onJudging }: TrainingOptions,
): Promise<TrainingOutcome | undefined> {
  const { classNames } = train;
  const { network, compileOptions, fitOptions } = recipeOf(preset, { classes: classNames.length });
  const { training, validation } = split(firstOf(train, limit), preset);
  const model = await compile(network, { ...compileOptions, classNames, threads, build });
  try {
    onBegin({ engine: model.engine, training: training.images.count, validation: validation.images.count });
    const teller: Callback = { name: "teller", onBatchEnd: onBatch };
    const callbacks = [history(onEpochs), ...fitOptions.callbacks, checkpoint({ to: best, watch: "val_loss" }), teller];
    const { interrupted, stopped } = await model.fit(training, { ...fitOptions, validation, callbacks, signal, keep, resume });
    if (interrupted) return undefined;
    onJudging();
    const bytes = await best.read();
    if (!bytes) throw new InputError("no epoch had a val_loss that is a number; begin anew with a lower rate");
    const { weights, metadata } = decodeModel(bytes, "the best epoch");
    model.setWeights(weights);
    await model.calibrate(validation);
    const evaluation = await model.evaluate(test);
    return { model: model.encode(metadata), evaluation, bestEpoch: Number(metadata.epoch), ...(stopped !== undefined && { stopped }) };
  } finally {
    await model.dispose();
  }
}

function firstOf(dataset: Dataset, limit = dataset.labels.length): Dataset {
  return { ...dataset, images: dataset.images.slice(0, limit), labels: dataset.labels.subarray(0, limit) };
}
