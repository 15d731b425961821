import type { Augmentation } from "../augment/affine.js";
import type { Callback, CallbackMemory, Metrics } from "../callbacks/callback.js";
import { history as historyCallback } from "../callbacks/history.js";
import type { Dataset } from "../data/dataset.js";
import type { Engine } from "../engine/engine.js";
import { pick } from "../engine/ops/pick.js";
import { mix, rng } from "../engine/rng.js";
import { InputError, UsageError } from "../errors.js";
import type { Evaluation } from "../evaluate/evaluation.js";
import type { Metric } from "../metrics/metric.js";
import type { Sink } from "../model/sink.js";
import type { Weights, WeightValues } from "../model/weights.js";
import type { BoundOptimizer } from "../optimizers/optimizer.js";
import type { Model } from "./compile.js";
import type { History } from "./history.js";
import { pauses } from "./pause.js";
import { upload } from "./pixels.js";
import { decodeResume, encodeResume, type ResumeState } from "./resume-file.js";
import type { Sums, Trainer } from "./trainer.js";

export interface FitOptions {
  readonly epochs: number;
  /** Examples a step, 1 to 4096; 64 by default. */
  readonly batchSize?: number;
  /** Judged after every epoch. */
  readonly validation?: Dataset;
  /** Changes training images at random; not those of validation. */
  readonly augment?: Augmentation | undefined;
  /** How many of the last epochs see the images as they are. */
  readonly plainEpochs?: number;
  readonly callbacks?: readonly Callback[];
  /** Ends the training after the step in progress. */
  readonly signal?: AbortSignal;
  /** Receives, after every epoch and when interrupted, what `resume` takes to go on. */
  readonly keep?: Sink;
  /** What `keep` received: goes on from there, to the same weights as if it had never stopped. */
  readonly resume?: Uint8Array;
}

export interface FitSetup {
  readonly model: Model;
  readonly engine: Engine;
  readonly weights: Weights;
  readonly optimizer: BoundOptimizer;
  readonly metrics: readonly Metric[];
  readonly classes: number;
  readonly seed: number;
  readonly rate: number;
  readonly room: (batch: number) => Trainer;
  readonly evaluate: (dataset: Dataset) => Promise<Evaluation>;
  readonly setWeights: (values: WeightValues) => void;
}

/** Names for the streams of random numbers that one seed feeds. */
const ORDER = 1;
const AUGMENT = 2;
const DROPOUT = 3;

interface Position {
  epoch: number;
  batch: number;
  step: number;
  sums: Record<string, number>;
  seen: number;
  seconds: number;
}

/**
 * The training loop. Everything random in a step is drawn from the seed, the epoch and the number of the step alone, so that a
 * position and the state of weights, optimizer and callbacks are all it takes to go on.
 */
export async function fit(setup: FitSetup, training: Dataset, options: FitOptions): Promise<History> {
  const { epochs, batchSize = 64, validation, callbacks: given = [], signal, keep } = options;
  checkOptions(options, batchSize);
  const { engine, model, seed } = setup;
  const record = given.find(({ name }) => name === "history") as ReturnType<typeof historyCallback> | undefined;
  const kept = record ?? historyCallback();
  // History first: whoever saves after an epoch then saves that epoch, too.
  const callbacks = [kept, ...given.filter((callback) => callback !== kept)];
  const trainer = setup.room(Math.min(batchSize, training.images.count));
  const stepsPerEpoch = Math.ceil(training.images.count / batchSize);
  const recipe = recipeOf(setup, training, options, batchSize);
  const at: Position = { epoch: 1, batch: 0, step: 0, sums: {}, seen: 0, seconds: 0 };
  let ended: string | null = null;
  if (options.resume) ended = restore(setup, callbacks, at, recipe, decodeResume(options.resume, "the resume file"));

  const save = async () => keep?.write(encodeResume(stateOf(setup, callbacks, at, recipe, ended)));
  const pause = pauses();
  const pixels = upload(engine, training.images);
  const indices = engine.allocate(batchSize * 4);
  const maps = options.augment ? engine.tensor([batchSize, 6]) : undefined;
  const free = () => engine.free(pixels.pointer, indices, ...(maps ? [maps] : []));

  const rateNow = () =>
    callbacks.reduce((rate, { rate: schedule }) => {
      const { epoch, step } = at;
      return schedule ? schedule({ epoch, epochs, step, steps: stepsPerEpoch * epochs, rate }) : rate;
    }, setup.rate);

  /** One step on the batch at `at.batch` of the epoch's order. */
  function step(order: Uint32Array): { sums: Sums; rate: number } {
    const rows = order.subarray(at.batch * batchSize, (at.batch + 1) * batchSize);
    new Uint32Array(engine.bytesAt(indices, rows.byteLength).buffer, indices, rows.length).set(rows);
    const augment = at.epoch <= epochs - (options.plainEpochs ?? 0) ? options.augment : undefined;
    if (augment && maps) drawMaps(augment, mix(seed, AUGMENT, at.epoch, at.batch), training, maps.data, rows.length);
    pick(engine, pixels, indices, trainer.network.x, rows.length, augment && maps);
    trainer.setLabels(Array.from(rows, (row) => training.labels[row] as number));
    const rate = rateNow();
    return { sums: trainer.step(rows.length, rate, mix(seed, DROPOUT, at.step)), rate };
  }

  try {
    for (const callback of callbacks) await callback.onTrainBegin?.({ epochs, stepsPerEpoch, examples: training.images.count, epoch: at.epoch });
    while (at.epoch <= epochs && ended === null) {
      const order = rng(mix(seed, ORDER, at.epoch)).shuffle(Uint32Array.from({ length: training.images.count }, (_, index) => index));
      const began = performance.now() - at.seconds * 1000;
      let rate = rateNow();
      while (at.batch < stepsPerEpoch) {
        if (signal?.aborted) {
          await save();
          for (const callback of callbacks) await callback.onTrainEnd?.({ model, interrupted: true });
          return { epochs: kept.epochs, interrupted: true };
        }
        const done = step(order);
        rate = done.rate;
        const n = Math.min(batchSize, training.images.count - at.batch * batchSize);
        for (const [name, sum] of Object.entries(done.sums)) at.sums[name] = (at.sums[name] ?? 0) + sum;
        at.seen += n;
        at.batch++;
        at.step++;
        at.seconds = (performance.now() - began) / 1000;
        checkLoss(done.sums.loss as number, at, rate);
        const metrics = means(at);
        for (const callback of callbacks) callback.onBatchEnd?.({ epoch: at.epoch, epochs, batch: at.batch, batches: stepsPerEpoch, metrics, seconds: at.seconds });
        await pause();
      }
      const imagesPerSecond = at.seen / at.seconds;
      const metrics = { ...means(at), ...(validation && (await validationMetrics(setup, validation))) };
      const end = {
        epoch: at.epoch,
        epochs,
        batches: stepsPerEpoch,
        metrics,
        learningRate: rate,
        seconds: (performance.now() - began) / 1000,
        imagesPerSecond,
        model,
        stop: (reason: string) => {
          ended ??= reason;
        },
      };
      for (const callback of callbacks) await callback.onEpochEnd?.(end);
      Object.assign(at, { epoch: at.epoch + 1, batch: 0, sums: {}, seen: 0, seconds: 0 });
      await save();
    }
    for (const callback of callbacks) await callback.onTrainEnd?.({ model, interrupted: false });
    return { epochs: kept.epochs, ...(ended !== null && { stopped: ended }) };
  } finally {
    free();
  }
}

function drawMaps(augment: Augmentation, seed: number, { images }: Dataset, maps: Float32Array, n: number): void {
  const random = rng(seed);
  for (let row = 0; row < n; row++) augment.draw(random, images.height, images.width, maps.subarray(row * 6, row * 6 + 6));
}

function means({ sums, seen }: Position): Metrics {
  return Object.fromEntries(Object.entries(sums).map(([name, sum]) => [name, sum / seen]));
}

async function validationMetrics({ evaluate, metrics }: FitSetup, validation: Dataset): Promise<Metrics> {
  const { loss, accuracy } = await evaluate(validation);
  return { val_loss: loss, ...(metrics.some(({ name }) => name === "accuracy") && { val_accuracy: accuracy }) };
}

function checkLoss(loss: number, { epoch, batch }: Position, rate: number): void {
  if (Number.isFinite(loss)) return;
  throw new InputError(
    `training failed in epoch ${epoch}, step ${batch}: the loss is ${loss}; the learning rate ${rate} is probably too high, or the images hold numbers that are none`,
  );
}

function checkOptions({ epochs, plainEpochs = 0, callbacks = [] }: FitOptions, batchSize: number): void {
  if (!Number.isInteger(epochs) || epochs < 1) throw new UsageError(`fit: epochs is ${epochs}, a whole number from 1 is wanted`);
  if (!Number.isInteger(batchSize) || batchSize < 1 || batchSize > 4096) throw new UsageError(`fit: batchSize is ${batchSize}, a whole number from 1 to 4096 is wanted`);
  if (!Number.isInteger(plainEpochs) || plainEpochs < 0) throw new UsageError(`fit: plainEpochs is ${plainEpochs}, a whole number from 0 is wanted`);
  const names = callbacks.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new UsageError(`fit: two callbacks are named "${twice}"; give one of them another name`);
}

/** What must not change between a training and its continuation. */
function recipeOf({ model, seed, rate, engine }: FitSetup, training: Dataset, { epochs, validation, augment, plainEpochs = 0 }: FitOptions, batchSize: number): Record<string, string | number> {
  return {
    architecture: model.network.name,
    layers: JSON.stringify(model.network.layers.map(({ layer: { kind, config } }) => [kind, config])),
    data: `${training.name}, ${training.images.count} images`,
    validation: validation ? `${validation.name}, ${validation.images.count} images` : "none",
    augmentation: augment ? JSON.stringify([augment.kind, augment.config]) : "none",
    plainEpochs,
    epochs,
    batchSize,
    seed,
    rate,
    build: engine.build,
  };
}

function stateOf(setup: FitSetup, callbacks: readonly Callback[], at: Position, recipe: ResumeState["recipe"], ended: string | null): ResumeState {
  const memories = callbacks.flatMap((callback) => (callback.memory ? [[callback.name, callback.memory()] as const] : []));
  return { ...at, ended, recipe, weights: setup.weights.copy(), optimizer: setup.optimizer.state(), callbacks: Object.fromEntries(memories) };
}

/** Puts a kept state back; returns why that training had ended, if it had. */
function restore(setup: FitSetup, callbacks: readonly Callback[], at: Position, recipe: ResumeState["recipe"], state: ResumeState): string | null {
  for (const [key, value] of Object.entries(recipe)) {
    if (state.recipe[key] !== value) {
      throw new InputError(`the run to resume had ${key} ${state.recipe[key]}, this one has ${value}; take the same, or start a new run`);
    }
  }
  setup.setWeights(state.weights);
  setup.optimizer.restore(state.optimizer);
  for (const callback of callbacks) {
    const memory: CallbackMemory | undefined = state.callbacks[callback.name];
    if (memory) callback.recall?.(memory);
  }
  const { epoch, batch, step, sums, seen, seconds } = state;
  Object.assign(at, { epoch, batch, step, sums: { ...sums }, seen, seconds });
  return state.ended;
}
