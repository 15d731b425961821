import type { Callback, EpochEnd, Metrics } from "../../callbacks/callback.js";
import { type HistoryCallback, history } from "../../callbacks/history.js";
import { pauses } from "../../calls/pause.js";
import { mix } from "../../engine/rng.js";
import { InputError } from "../../errors.js";
import type { Examples } from "../objectives/objective.js";
import { contextFeed } from "./context-feed.js";
import type { History } from "./fit-history.js";
import { BATCH_SIZE, checkLoopOptions, type LoopOptions } from "./fit-options.js";
import type { FitSetup } from "./fit-setup.js";
import { measure } from "./measure.js";
import { miniBatches } from "./mini-batches.js";
import { randomStreams } from "./random-streams.js";
import { restore, resumeRecipe, stateOf } from "./resume.js";
import { decodeResume, encodeResume } from "./resume-file.js";
import { countStep, firstPosition, nextEpoch, type Position } from "./training-position.js";
import { trainingStep } from "./training-step.js";
import { weightAverage } from "./weight-average.js";

/**
 * The training loop, whatever the objective: epochs of steps on mini-batches, callbacks between them. Everything random in a step is drawn
 * from the seed, the epoch and the number of the step alone, so that a position and the state of weights, optimizer and callbacks are all it
 * takes to go on.
 *
 * @throws UsageError when an option is impossible
 * @throws ShapeError when the pictures are not what the network takes
 * @throws InputError when examples are missing or unfit, the loss is no longer a number, naming epoch and step, or what is to be resumed followed another recipe
 */
export async function fit<E extends Examples>(setup: FitSetup<E>, training: E, options: LoopOptions<E>): Promise<History> {
  checkLoopOptions(options);
  const { epochs, batchSize = BATCH_SIZE, validation, augment, plainEpochs = 0, averageWeights, signal, keep } = options;
  const { engine, model, objective, optimizer, moving, seed, version, lend } = setup;
  for (const one of validation ? [training, validation] : [training]) objective.check("fit", one, model.network);
  const examples = training.images.count;
  const batches = stepsAnEpoch(examples, batchSize, objective.dropsRemainder);
  const freeing: (() => void)[] = [];
  const lent = <T extends { free(): void }>(one: T): T => {
    freeing.push(one.free);
    return one;
  };
  try {
    const average = averageWeights && lent(weightAverage(engine, setup.weights, averageWeights, () => version.next()));
    const { callbacks, record } = withHistory(options.callbacks ?? []);
    const remembering = average ? [...callbacks, average.memory] : callbacks;
    const recipe = resumeRecipe(setup, training, options);
    const kept = options.resume && decodeResume(options.resume, "the resume file");
    const at = kept ? restore(setup, remembering, recipe, kept) : firstPosition();
    const network = setup.room(Math.min(batchSize, examples));
    const bound = lent(objective.bind(engine, network, true));
    const label = (rows: Uint32Array) => bound.setTargets(training, rows);
    const context = setup.context && training.context && contextFeed(training.context, { network, seed, ...setup.context });
    const plan = { engine, x: network.x, label, context, batchSize, seed, augment, augmentUntil: epochs - plainEpochs };
    const { feed } = lent(miniBatches(training.images, plan));
    const pause = pauses();

    const save = async () => keep && lend(() => keep.write(encodeResume(stateOf(setup, remembering, recipe, at))));
    const means = () => objective.means(at.sums, at.seen);

    /** The optimizer's own rate, as the callbacks change it in turn. */
    function rateNow(): number {
      const { epoch, step } = at;
      const position = { epoch, epochs, step, steps: batches * epochs };
      return callbacks.reduce((rate, callback) => callback.rate?.({ ...position, rate }) ?? rate, optimizer.rate);
    }

    async function step(rate: number, began: number): Promise<void> {
      const n = feed(at.epoch, at.batch);
      const key = mix(seed, randomStreams.dropout, at.step);
      const sums = trainingStep({ network, objective: bound, moving, version }, { n, rate, key });
      average?.follow(at.step);
      countStep(at, n, sums, (performance.now() - began) / 1000);
      checkLoss(sums.loss as number, at, rate);
      const { epoch, batch, seconds } = at;
      const end = { epoch, epochs, batch, batches, metrics: means(), seconds };
      await lend(() => {
        for (const callback of callbacks) callback.onBatchEnd?.(end);
      });
    }

    async function validated(): Promise<Metrics> {
      if (!validation) return {};
      const columns = setup.context?.columns;
      const found = await measure({ engine, network, objective, bound, version, columns }, validation);
      return Object.fromEntries(Object.entries(found).map(([name, mean]) => [`val_${name}`, mean]));
    }

    async function endEpoch(rate: number, began: number): Promise<void> {
      const imagesPerSecond = at.seen / at.seconds;
      average?.swap(); // judged and saved is the mean, trained further what it is the mean of
      const metrics = { ...means(), ...(await validated()) };
      const seconds = (performance.now() - began) / 1000;
      const stop = (reason: string) => {
        at.ended ??= reason;
      };
      const end: EpochEnd = { epoch: at.epoch, epochs, batches, metrics, learningRate: rate, seconds, imagesPerSecond, model, stop };
      for (const callback of callbacks) await lend(() => callback.onEpochEnd?.(end));
      average?.swap();
      nextEpoch(at);
      await save();
    }

    async function end(interrupted: boolean): Promise<History> {
      average?.swap();
      for (const callback of callbacks) await lend(() => callback.onTrainEnd?.({ model, interrupted }));
      return { epochs: record.epochs, ...(at.ended !== null && { stopped: at.ended }), ...(interrupted && { interrupted }) };
    }

    const begin = { epochs, stepsPerEpoch: batches, examples, epoch: at.epoch };
    for (const callback of callbacks) await lend(() => callback.onTrainBegin?.(begin));
    while (at.epoch <= epochs && at.ended === null) {
      const began = performance.now() - at.seconds * 1000;
      let rate = rateNow();
      while (at.batch < batches) {
        if (signal?.aborted) {
          await save();
          return await end(true);
        }
        rate = rateNow();
        await step(rate, began);
        await pause();
      }
      await endEpoch(rate, began);
    }
    return await end(false);
  } finally {
    for (const free of freeing.reverse()) free();
  }
}

/** @throws InputError when there is not one whole mini-batch where only whole ones count */
function stepsAnEpoch(examples: number, batchSize: number, dropsRemainder: boolean): number {
  if (!dropsRemainder) return Math.ceil(examples / batchSize);
  if (examples < batchSize)
    throw new InputError(`fit: ${examples} pictures are fewer than a batch has, ${batchSize}; take a smaller batch`);
  return Math.floor(examples / batchSize);
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
