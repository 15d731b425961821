import type { Callback, EpochEnd } from "../callbacks/callback.js";
import { type HistoryCallback, history } from "../callbacks/history.js";
import type { Dataset } from "../data/dataset.js";
import { mix } from "../engine/rng.js";
import { InputError } from "../errors.js";
import { weightAverage } from "./averaging.js";
import { distillationSettings } from "./distillation-options.js";
import { feeder } from "./feeder.js";
import { BATCH_SIZE, checkFitOptions, type FitOptions } from "./fit-options.js";
import type { FitSetup } from "./fit-setup.js";
import type { History } from "./history.js";
import { lessons } from "./lessons.js";
import { pauses } from "./pause.js";
import { countStep, firstPosition, meansOf, nextEpoch, type Position } from "./position.js";
import { recipeOf, restore, stateOf } from "./resume.js";
import { decodeResume, encodeResume } from "./resume-file.js";
import { streams } from "./streams.js";

/**
 * The training loop. Everything random in a step is drawn from the seed, the epoch and the number of the step alone, so that a
 * position and the state of weights, optimizer and callbacks are all it takes to go on.
 */
export async function fit(setup: FitSetup, training: Dataset, options: FitOptions): Promise<History> {
  checkFitOptions(options);
  const { epochs, batchSize = BATCH_SIZE, validation, augment, plainEpochs = 0, averageWeights, signal, keep } = options;
  const { engine, model, seed, optimizer } = setup;
  const distillation = options.distillation && distillationSettings(options.distillation, model);
  const examples = training.images.count;
  const batches = Math.ceil(examples / batchSize);
  const average = averageWeights && weightAverage(engine, setup.weights, averageWeights, setup.weightsMoved);
  const { callbacks, record } = withHistory(options.callbacks ?? []);
  const remembering = average ? [...callbacks, average.memory] : callbacks;
  const recipe = recipeOf(setup, training, { ...options, distillation });
  const kept = options.resume && decodeResume(options.resume, "the resume file");
  const at = kept ? restore(setup, remembering, recipe, kept) : firstPosition();
  const trainer = setup.room(Math.min(batchSize, examples));
  const taught = distillation && lessons(setup, distillation, Math.min(batchSize, examples));
  const label = (rows: Uint32Array) => trainer.setLabels(Array.from(rows, (row) => training.labels[row] as number));
  const x = trainer.network.x;
  const { feed, free } = feeder(training.images, { engine, x, label, batchSize, seed, augment, augmentUntil: epochs - plainEpochs });
  const pause = pauses();

  const save = async () => keep?.write(encodeResume(stateOf(setup, remembering, recipe, at)));

  /** The optimizer's own rate, as the callbacks change it in turn. */
  function rateNow(): number {
    const { epoch, step } = at;
    const position = { epoch, epochs, step, steps: batches * epochs };
    return callbacks.reduce((rate, callback) => callback.rate?.({ ...position, rate }) ?? rate, optimizer.rate);
  }

  function step(rate: number, began: number): void {
    const n = feed(at.epoch, at.batch);
    const sums = trainer.step(n, rate, mix(seed, streams.dropout, at.step), taught?.teach);
    average?.follow(at.step);
    countStep(at, n, sums, (performance.now() - began) / 1000);
    checkLoss(sums.loss as number, at, rate);
    const { epoch, batch, seconds } = at;
    for (const callback of callbacks) callback.onBatchEnd?.({ epoch, epochs, batch, batches, metrics: meansOf(at), seconds });
  }

  async function endEpoch(rate: number, began: number): Promise<void> {
    const imagesPerSecond = at.seen / at.seconds;
    average?.swap(); // judged and saved is the mean, trained further what it is the mean of
    const metrics = { ...meansOf(at), ...(validation && (await setup.validate(validation))) };
    const seconds = (performance.now() - began) / 1000;
    const stop = (reason: string) => {
      at.ended ??= reason;
    };
    const end: EpochEnd = { epoch: at.epoch, epochs, batches, metrics, learningRate: rate, seconds, imagesPerSecond, model, stop };
    for (const callback of callbacks) await callback.onEpochEnd?.(end);
    average?.swap();
    nextEpoch(at);
    await save();
  }

  async function end(interrupted: boolean): Promise<History> {
    average?.swap();
    for (const callback of callbacks) await callback.onTrainEnd?.({ model, interrupted });
    return { epochs: record.epochs, ...(at.ended !== null && { stopped: at.ended }), ...(interrupted && { interrupted }) };
  }

  try {
    for (const callback of callbacks) await callback.onTrainBegin?.({ epochs, stepsPerEpoch: batches, examples, epoch: at.epoch });
    while (at.epoch <= epochs && at.ended === null) {
      const began = performance.now() - at.seconds * 1000;
      let rate = rateNow();
      while (at.batch < batches) {
        if (signal?.aborted) {
          await save();
          return await end(true);
        }
        rate = rateNow();
        step(rate, began);
        await pause();
      }
      await endEpoch(rate, began);
    }
    return await end(false);
  } finally {
    free();
    taught?.free();
    average?.free();
  }
}

/** History first: whoever saves after an epoch then saves that epoch, too. */
function withHistory(given: readonly Callback[]): { callbacks: readonly Callback[]; record: HistoryCallback } {
  const own = given.find((callback): callback is HistoryCallback => callback.name === "history");
  const record = own ?? history();
  return { callbacks: [record, ...given.filter((callback) => callback !== own)], record };
}

function checkLoss(loss: number, { epoch, batch }: Position, rate: number): void {
  if (Number.isFinite(loss)) return;
  throw new InputError(
    `training failed in epoch ${epoch}, step ${batch}: the loss is ${loss}; ` +
      `the learning rate ${rate} is probably too high, or the images hold numbers that are none`,
  );
}
