import type { Dataset, Images } from "../data/dataset.js";
import { type Engine, type EngineOptions, startEngine } from "../engine/engine.js";
import { shapeText, sizeOf, type Tensor } from "../engine/tensor.js";
import { InputError, ShapeError, UsageError } from "../errors.js";
import { evaluation } from "../evaluate/evaluate.js";
import type { Evaluation } from "../evaluate/evaluation.js";
import type { Loss } from "../losses/loss.js";
import { categoricalCrossentropy } from "../losses/categorical-crossentropy.js";
import type { Metric } from "../metrics/metric.js";
import { type BoundNetwork, bindNetwork } from "../model/bind.js";
import { encodeModel, type ModelFile } from "../model/model-file.js";
import { classCount, type Network } from "../model/sequential.js";
import type { Sink } from "../model/sink.js";
import { allocateWeights, type Weights, type WeightValues } from "../model/weights.js";
import type { BoundOptimizer, Optimizer } from "../optimizers/optimizer.js";
import { type FitOptions, fit } from "./fit.js";
import type { History } from "./history.js";
import { countPictures, inferInBatches, type Pictures } from "./infer.js";
import { pauses } from "./pause.js";
import { checkPictures } from "./pixels.js";
import { type Trainer, trainer } from "./trainer.js";

export interface CompileOptions extends EngineOptions {
  readonly optimizer: Optimizer;
  readonly loss: Loss;
  readonly metrics?: readonly Metric[];
  /** Decides the first weights, the order of the examples, the augmentation and the dropout: a whole number from 0 to 2³² - 1. */
  readonly seed?: number;
  /** What each class means; digits by default. */
  readonly classNames?: readonly string[];
}

/** A network with weights, ready to be trained and asked. One call at a time: its memory is shared by all of them. */
export interface Model {
  readonly network: Network;
  readonly classNames: readonly string[];
  /** What runs it: the build of the kernels, the threads, and in words why there are fewer than asked for. */
  readonly engine: Pick<Engine, "build" | "threads" | "notice" | "used">;
  /**
   * Trains on a dataset.
   *
   * @throws InputError when the loss is no longer a number, naming epoch and step
   */
  fit(training: Dataset, options: FitOptions): Promise<History>;
  /** Loss, accuracy and confusion matrix over labelled images. */
  evaluate(dataset: Dataset): Promise<Evaluation>;
  /**
   * Probabilities `[n, classes]` of pictures: `Images`, bytes (0..255, ink 255) or floats (0..1, ink 1), each picture
   * `height * width * channels` numbers.
   *
   * @throws ShapeError when they are not whole pictures of the network's size
   */
  predict(pictures: Pictures): Promise<Float32Array>;
  /** One step: images `[n, height, width, channels]` as floats, targets `[n, classes]` one-hot or soft. The loss is that before the step. */
  trainOnBatch(images: Float32Array, targets: Float32Array): Promise<Readonly<Record<string, number>> & { readonly loss: number }>;
  /** A copy of the weights. */
  weights(): WeightValues;
  /** @throws FormatError when they are not this network's */
  setWeights(values: WeightValues): void;
  /** The model as the bytes of a safetensors file, `extra` among its metadata. */
  encode(extra?: Readonly<Record<string, string>>): Uint8Array;
  save(to: Sink): Promise<void>;
  /** Ends its threads and frees its memory. */
  dispose(): Promise<void>;
}

/** Images at a time when not training. */
const INFERENCE_BATCH = 128;

/**
 * Makes a network trainable: gives it weights, an optimizer, a loss and an engine.
 *
 * @throws UsageError when an option is impossible
 */
export async function compile(network: Network, options: CompileOptions): Promise<Model> {
  const { seed = 0 } = options;
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff) throw new UsageError(`seed: ${seed} came, a whole number from 0 to 4294967295 is wanted`);
  const engine = await startEngine({ threads: options.threads, build: options.build });
  const weights = allocateWeights(engine, network, seed, true);
  const optimizer = options.optimizer.bind(engine, { w: weights.trainable, g: weights.gradients as Tensor });
  return assemble({ ...options, network, engine, weights, seed, optimizer, rate: options.optimizer.rate });
}

/**
 * Puts a model file to use, for prediction and evaluation.
 *
 * @throws FormatError when its weights are not those of its architecture
 */
export async function load({ network, weights: values, classNames }: ModelFile, options: EngineOptions & { readonly name?: string } = {}): Promise<Model> {
  const engine = await startEngine(options);
  try {
    const weights = allocateWeights(engine, network, 0, false);
    weights.set(values, options.name ?? "the model file");
    return assemble({ network, engine, weights, classNames, seed: 0, loss: categoricalCrossentropy() });
  } catch (error) {
    await engine.dispose();
    throw error;
  }
}

interface Parts {
  readonly network: Network;
  readonly engine: Engine;
  readonly weights: Weights;
  readonly seed: number;
  readonly loss: Loss;
  readonly metrics?: readonly Metric[];
  readonly classNames?: readonly string[];
  readonly optimizer?: BoundOptimizer;
  readonly rate?: number;
}

function assemble(parts: Parts): Model {
  const { network, engine, weights, loss, metrics = [], optimizer } = parts;
  const classes = classCount(network);
  const size = sizeOf(network.input);
  const classNames = parts.classNames ?? Array.from({ length: classes }, (_, index) => String(index));
  if (classNames.length !== classes) throw new UsageError(`compile: ${classNames.length} class names for the ${classes} classes of "${network.name}"`);
  let bound: Trainer | undefined;
  let version = 0;
  let busy = false;

  /** Buffers for batches of `batch`, made anew only when the ones at hand are too small. */
  function room(batch: number): Trainer {
    if (bound && bound.network.batch >= batch) return bound;
    bound?.free();
    const fresh: BoundNetwork = bindNetwork(engine, network, weights, batch);
    bound = trainer({ engine, network: fresh, weights, loss, metrics, optimizer, classes, nextVersion: () => ++version, version: () => version });
    return bound;
  }

  /** Refuses a second call while one runs: they would share their buffers. */
  async function alone<T>(what: string, work: () => Promise<T>): Promise<T> {
    if (busy) throw new UsageError(`${what}: the model is at work; await the call before`);
    busy = true;
    try {
      return await work();
    } finally {
      busy = false;
    }
  }

  function needTraining(what: string): { optimizer: BoundOptimizer; rate: number } {
    if (!optimizer || parts.rate === undefined) throw new UsageError(`${what}: this model was loaded for prediction; compile() a network to train it`);
    return { optimizer, rate: parts.rate };
  }

  async function infer(pictures: Pictures, targets?: Uint8Array): Promise<{ probabilities: Float32Array; losses: Float32Array }> {
    const count = countPictures("predict", pictures, size);
    const probabilities = new Float32Array(count * classes);
    const losses = new Float32Array(targets ? count : 0);
    if (count === 0) return { probabilities, losses };
    const at = room(bound ? bound.network.batch : Math.min(INFERENCE_BATCH, count));
    const run = (from: number, n: number) => {
      at.infer(n, targets?.subarray(from, from + n));
      probabilities.set(at.probabilities.data.subarray(0, n * classes), from * classes);
      if (targets) losses.set(at.losses.data.subarray(0, n), from);
    };
    await inferInBatches(engine, at.network, pictures, run, pauses());
    return { probabilities, losses };
  }

  async function evaluate(dataset: Dataset): Promise<Evaluation> {
    checkLabels("evaluate", dataset, classes);
    checkPictures("evaluate", dataset.images, network);
    const { probabilities, losses } = await infer(dataset.images, dataset.labels);
    return evaluation(probabilities, dataset.labels, losses, classNames);
  }

  const model: Model = {
    network,
    classNames,
    engine,
    fit: (training, options) =>
      alone("fit", async () => {
        const { optimizer: moving, rate } = needTraining("fit");
        checkPictures("fit", training.images, network);
        checkLabels("fit", training, classes);
        const { validation } = options;
        if (validation) {
          checkPictures("fit", validation.images, network);
          checkLabels("fit", validation, classes);
        }
        const setup = { model, seed: parts.seed, rate, optimizer: moving, weights, engine, metrics, classes };
        return fit({ ...setup, room, evaluate, setWeights }, training, options);
      }),
    evaluate: (dataset) => alone("evaluate", () => evaluate(dataset)),
    predict: (pictures) =>
      alone("predict", async () => {
        if ("pixels" in pictures) checkPictures("predict", pictures as Images, network);
        return (await infer(pictures)).probabilities;
      }),
    trainOnBatch: (images, targets) =>
      alone("trainOnBatch", async () => {
        const { rate } = needTraining("trainOnBatch");
        const n = countPictures("trainOnBatch", images, size);
        if (targets.length !== n * classes) throw new ShapeError(`trainOnBatch: ${n} images want targets ${shapeText([n, classes])}, ${targets.length} numbers came`);
        if (n === 0) throw new InputError("trainOnBatch: no images came");
        const at = room(n);
        at.network.x.data.set(images);
        at.targets.data.set(targets);
        const sums = at.step(n, rate, version);
        return Object.fromEntries(Object.entries(sums).map(([name, sum]) => [name, sum / n])) as { loss: number };
      }),
    weights: () => weights.copy(),
    setWeights,
    encode: (extra) => encodeModel({ network, weights: weights.copy(), classNames }, extra),
    save: (to) => to.write(model.encode()),
    dispose: () => engine.dispose(),
  };

  function setWeights(values: WeightValues): void {
    weights.set(values, "setWeights");
    version++;
  }
  return model;
}

function checkLabels(who: string, { name, images, labels }: Dataset, classes: number): void {
  if (images.count === 0) throw new InputError(`${who}: "${name}" holds no images`);
  if (labels.length !== images.count) throw new InputError(`${who}: "${name}" has ${images.count} images but ${labels.length} labels`);
  const wrong = labels.findIndex((label) => label >= classes);
  if (wrong >= 0) throw new InputError(`${who}: label ${wrong} of "${name}" is ${labels[wrong]}, but the network tells ${classes} classes apart, 0 to ${classes - 1}`);
}
