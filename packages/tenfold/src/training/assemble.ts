import type { Dataset } from "../data/dataset.js";
import { toCategorical } from "../data/preprocess.js";
import type { Engine } from "../engine/engine.js";
import { shapeText, sizeOf } from "../engine/tensor.js";
import { InputError, ShapeError, UsageError } from "../errors.js";
import { evaluation } from "../evaluate/evaluate.js";
import type { Evaluation } from "../evaluate/evaluation.js";
import { type ConfidenceFit, fitConfidence } from "../evaluate/fit-confidence.js";
import { membershipScores } from "../evaluate/membership-scores.js";
import type { Loss } from "../losses/loss.js";
import type { Metric } from "../metrics/metric.js";
import type { Confidence } from "../model/confidence.js";
import { encodeModel } from "../model/model-file.js";
import type { RateFactors } from "../model/rate-factors.js";
import { classCount, frameCount, type Network } from "../model/sequential.js";
import type { Weights, WeightValues } from "../model/weights.js";
import type { BoundOptimizer, Optimizer } from "../optimizers/optimizer.js";
import { bindInMemory } from "./bind-in-memory.js";
import { checkDataset, checkPictures } from "./check-dataset.js";
import { fit } from "./fit.js";
import { countPictures, type Pictures } from "./infer.js";
import { type Answers, type InferenceOptions, type InferOptions, inference } from "./inference.js";
import { look } from "./look.js";
import type { Model } from "./model.js";
import { type Trainer, trainer } from "./trainer.js";
import { checkViews, type ViewOptions } from "./views.js";

/** What a model is made of. */
export interface Parts {
  readonly network: Network;
  readonly engine: Engine;
  readonly weights: Weights;
  readonly seed: number;
  readonly loss: Loss;
  readonly metrics?: readonly Metric[];
  readonly classNames?: readonly string[] | undefined;
  /** As a model file brings it. */
  readonly confidence?: Confidence | undefined;
  /** Absent where the model is only to predict. */
  readonly training?: Training;
}

export interface Training {
  readonly optimizer: Optimizer;
  /** That optimizer at work on these weights. */
  readonly moving: BoundOptimizer;
  readonly rateFactors?: RateFactors | undefined;
}

/** Images at a time when not training. */
const INFERENCE_BATCH = 128;

/**
 * Puts the parts together.
 *
 * @throws UsageError when there are not as many class names as classes
 */
export function assemble(parts: Parts): Model {
  const { network, engine, weights, loss, seed, metrics = [], training } = parts;
  const classes = classCount(network);
  const frames = frameCount(network);
  if (frames !== 1) {
    throw new UsageError(
      `compile: "${network.name}" makes ${frames} rows of classes of a picture, one is wanted; let fitTexts() train it and loadReader() use it`,
    );
  }
  const size = sizeOf(network.input);
  const classNames = parts.classNames ?? Array.from({ length: classes }, (_, index) => String(index));
  if (classNames.length !== classes) {
    throw new UsageError(`compile: ${classNames.length} class names for the ${classes} classes of "${network.name}"`);
  }
  const alone = oneAtATime();
  let bound: Trainer | undefined;
  let version = 0;
  let fitting = false;
  let confidence = parts.confidence;

  /** Buffers for batches of `batch`, made anew only when the ones at hand are too small. */
  function room(batch: number): Trainer {
    if (bound && bound.network.batch >= batch) return bound;
    bound?.free();
    bound = undefined;
    const fresh = bindInMemory(parts, batch);
    const versions = { nextVersion: () => ++version, version: () => version };
    bound = trainer({ engine, network: fresh, weights, loss, metrics, optimizer: training?.moving, classes, ...versions });
    return bound;
  }

  function needTraining(what: string): Training {
    if (!training) throw new UsageError(`${what}: this model was loaded for prediction; compile() a network to train it`);
    return training;
  }

  async function infer(pictures: Pictures, options: InferenceOptions = {}) {
    const count = countPictures("predict", pictures, size);
    // A training under way keeps its buffers; else they grow, so that one image asked first does not make all later batches small.
    const at = fitting && bound ? bound : room(Math.max(bound?.network.batch ?? 0, Math.min(INFERENCE_BATCH, Math.max(1, count))));
    return inference(engine, at, pictures, options);
  }

  async function evaluate(dataset: Dataset, options: ViewOptions): Promise<Evaluation> {
    checkDataset("evaluate", dataset, network);
    const { probabilities, losses } = await infer(dataset.images, { labels: dataset.labels, views: checkViews("evaluate", options) });
    return evaluation(probabilities, dataset.labels, losses, classNames);
  }

  /** What `fit` reports of validation data: the loss and every metric. */
  async function validate(dataset: Dataset): Promise<Readonly<Record<string, number>>> {
    const { probabilities, losses } = await infer(dataset.images, { labels: dataset.labels });
    const { count } = dataset.images;
    const targets = toCategorical(dataset.labels, classes);
    const means = metrics.map((metric) => [`val_${metric.name}`, metric.sum(probabilities, targets, count, classes) / count] as const);
    return { val_loss: losses.reduce((sum, one) => sum + one, 0) / count, ...Object.fromEntries(means) };
  }

  function trainOnBatch(images: Float32Array, targets: Float32Array): { loss: number } {
    const { optimizer } = needTraining("trainOnBatch");
    if (!(images instanceof Float32Array && targets instanceof Float32Array)) {
      throw new UsageError(
        "trainOnBatch takes two Float32Arrays, images and targets; normalize() and toCategorical() make them from bytes",
      );
    }
    const n = countPictures("trainOnBatch", images, size);
    if (targets.length !== n * classes) {
      throw new ShapeError(`trainOnBatch: ${n} images want targets ${shapeText([n, classes])}, ${targets.length} numbers came`);
    }
    if (n === 0) throw new InputError("trainOnBatch: no images came");
    const at = room(n);
    confidence = undefined;
    at.network.x.data.set(images);
    at.targets.data.set(targets);
    const sums = at.step(n, optimizer.rate, version);
    if (!Number.isFinite(sums.loss))
      throw new InputError(
        `trainOnBatch: the loss is ${sums.loss}; images or targets hold what is no number, or the learning rate is too high`,
      );
    return Object.fromEntries(Object.entries(sums).map(([name, sum]) => [name, sum / n])) as { loss: number };
  }

  function setWeights(values: WeightValues, from = "setWeights"): void {
    weights.set(values, from);
    weightsMoved();
  }

  function weightsMoved(): void {
    version++;
    confidence = undefined;
  }

  async function calibrate(dataset: Dataset): Promise<ConfidenceFit> {
    checkDataset("calibrate", dataset, network);
    const found = fitConfidence({ ...(await infer(dataset.images)), labels: dataset.labels, classes });
    confidence = found.confidence;
    return found;
  }

  async function answer(pictures: Pictures, { temperature = confidence?.temperature }: InferOptions): Promise<Answers> {
    const { losses, ...said } = await infer(pictures, { temperature });
    const { membership: rule } = confidence ?? {};
    if (!rule) return said;
    const membership = membershipScores(rule.score, said, classes, rule.geometry);
    return { ...said, membership, isMember: Uint8Array.from(membership, (score) => Number(score >= rule.threshold)) };
  }

  const model: Model = {
    network,
    classNames,
    engine,
    fit: (dataset, options) =>
      alone("fit", async () => {
        const setup = { model, engine, weights, ...needTraining("fit"), loss, seed, room, validate, setWeights, weightsMoved };
        checkDataset("fit", dataset, network);
        confidence = undefined;
        if (options.validation) checkDataset("fit", options.validation, network);
        fitting = true;
        try {
          return await fit(setup, dataset, options);
        } finally {
          fitting = false;
        }
      }),
    evaluate: (dataset, options = {}) => alone("evaluate", () => evaluate(dataset, options)),
    predict: (pictures, options = {}) =>
      alone("predict", async () => {
        if ("pixels" in pictures) checkPictures("predict", pictures, network);
        return (await infer(pictures, { temperature: confidence?.temperature, views: checkViews("predict", options) })).probabilities;
      }),
    infer: (pictures, options = {}) =>
      alone("infer", async () => {
        if ("pixels" in pictures) checkPictures("infer", pictures, network);
        return answer(pictures, options);
      }),
    look: (pictures, layer, classes) =>
      alone("look", async () => {
        if ("pixels" in pictures) checkPictures("look", pictures, network);
        return look({ engine, network, weights }, pictures, layer, classes);
      }),
    get confidence() {
      return confidence;
    },
    calibrate: (validation) => alone("calibrate", () => calibrate(validation)),
    trainOnBatch: (images, targets) => alone("trainOnBatch", async () => trainOnBatch(images, targets)),
    weights: () => weights.copy(),
    setWeights: (values) => setWeights(values),
    encode: (extra) => encodeModel({ network, weights: weights.copy(), classNames, confidence }, extra),
    save: (to) => to.write(model.encode()),
    dispose: () => engine.dispose(),
  };
  return model;
}

/** Refuses a second call while one runs: they would share their buffers. */
function oneAtATime(): <T>(what: string, work: () => Promise<T>) => Promise<T> {
  let busy = false;
  return async (what, work) => {
    if (busy) throw new UsageError(`${what}: the model is at work; await the call before`);
    busy = true;
    try {
      return await work();
    } finally {
      busy = false;
    }
  };
}
