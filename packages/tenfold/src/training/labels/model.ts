import type { ContextColumn } from "../../data/context/context-columns.js";
import type { Dataset } from "../../data/dataset.js";
import type { Engine } from "../../engine/engine.js";
import type { ConfidenceFit } from "../../evaluate/confidence/fit-confidence.js";
import type { Evaluation } from "../../evaluate/scores/evaluation.js";
import type { Look } from "../../model/bound/explainable.js";
import type { Confidence } from "../../model/files/confidence.js";
import type { Network } from "../../model/network/sequential.js";
import type { WeightValues } from "../../model/network/weights.js";
import type { Sink } from "../../model/sink.js";
import type { Answers, InferOptions } from "../inference/label-inference.js";
import type { PredictOptions, ViewOptions } from "../inference/test-time-augmentation.js";
import type { History } from "../loop/fit-history.js";
import type { FitOptions } from "../loop/fit-options.js";
import type { Pictures } from "../passes/pictures.js";
import type { KnownContext } from "./known-context.js";

/**
 * A network with weights, ready to be trained and asked.
 *
 * Calls take turns, in the order in which they are made, so that many at once come to what they would come to one after the other; one
 * that fails does not stop those behind it. What a call is given is looked at when its turn has come. While `fit` runs a callback, or
 * writes with `keep`, what is called then does not wait for its end: the model answers as it stands. `weights`, `setWeights` and `encode`
 * wait for nothing.
 */
export interface Model {
  readonly network: Network;
  readonly classNames: readonly string[];
  /** The columns of its context, where it takes one: what is known beside a picture. */
  readonly context: readonly ContextColumn[] | undefined;
  /** What runs it: the build of the kernels, the threads, and in words why there are fewer than asked for. */
  readonly engine: Pick<Engine, "build" | "threads" | "notice" | "used">;
  /**
   * Trains on a dataset; a network that takes a context on that of the dataset, too.
   *
   * @throws InputError when the loss is no longer a number, naming epoch and step
   * @throws UsageError when a callback of a training of this model calls it
   */
  fit(training: Dataset, options: FitOptions): Promise<History>;
  /**
   * Loss, accuracy and confusion matrix over labelled images. The loss is that of the network as trained: at temperature 1. Where the network takes a
   * context, by that of the dataset; of a dataset without one nothing is known.
   */
  evaluate(dataset: Dataset, options?: ViewOptions): Promise<Evaluation>;
  /**
   * Probabilities `[n, classes]` of pictures: `Images`, bytes (0..255, ink 255) or floats (0..1, ink 1), each picture
   * `height * width * channels` numbers. They are at the model's temperature, which never changes which class is the most probable.
   *
   * @throws ShapeError when they are not whole pictures of the network's size
   * @throws InputError when what is known beside them has a column or a category that the model does not know
   */
  predict(pictures: Pictures, options?: PredictOptions): Promise<Float32Array>;
  /**
   * The same with what lies behind it, logits and penultimate features, and for a calibrated model whether each picture is of the
   * classes at all.
   *
   * @throws ShapeError when they are not whole pictures of the network's size
   */
  infer(pictures: Pictures, options?: InferOptions): Promise<Answers>;
  /**
   * Looks inside: what a layer, by its name in `network.layers`, makes of pictures, `[n, …output]`; and with a class a picture, the gradient
   * of that class's logit by it. `gradCam` and `featureMaps` are made of it. Nothing is known beside the pictures unless told.
   *
   * @throws UsageError when there is no such layer or class
   */
  look(pictures: Pictures, layer: string, classes?: ArrayLike<number>, context?: KnownContext): Promise<Look>;
  /** How far the answers can be trusted, from `calibrate` or the model file; undefined before, and again once the weights move. */
  readonly confidence: Confidence | undefined;
  /**
   * Fits temperature, membership score and threshold on labelled images that neither trained nor will test the network. The model keeps
   * them, and `encode` and `save` write them.
   */
  calibrate(validation: Dataset): Promise<ConfidenceFit>;
  /**
   * One step: images `[n, height, width, channels]` as floats, targets `[n, classes]` one-hot or soft. The loss is that before the step. What is
   * known beside the images is taken as it is: nothing is left out at random.
   *
   * @throws UsageError when a callback of a training of this model calls it
   */
  trainOnBatch(
    images: Float32Array,
    targets: Float32Array,
    context?: KnownContext,
  ): Promise<Readonly<Record<string, number>> & { readonly loss: number }>;
  /** A copy of the weights. */
  weights(): WeightValues;
  /** @throws FormatError when they are not this network's */
  setWeights(values: WeightValues): void;
  /** The model as the bytes of a safetensors file, `extra` among its metadata. */
  encode(extra?: Readonly<Record<string, string>>): Uint8Array;
  save(to: Sink): Promise<void>;
  /**
   * Ends its threads; the call at work, those that wait and all later ones fail with one and the same sentence: a training is not waited for, and a
   * callback of it may call this. (A `Reader` lets the call at work end.) Its memory goes with the last reference to the model.
   */
  dispose(): Promise<void>;
}
