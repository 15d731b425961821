import type { Dataset } from "../data/dataset.js";
import type { Engine } from "../engine/engine.js";
import type { Evaluation } from "../evaluate/evaluation.js";
import type { Network } from "../model/sequential.js";
import type { Sink } from "../model/sink.js";
import type { WeightValues } from "../model/weights.js";
import type { FitOptions } from "./fit-options.js";
import type { History } from "./history.js";
import type { Pictures } from "./infer.js";
import type { InferenceOptions } from "./views.js";

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
  evaluate(dataset: Dataset, options?: InferenceOptions): Promise<Evaluation>;
  /**
   * Probabilities `[n, classes]` of pictures: `Images`, bytes (0..255, ink 255) or floats (0..1, ink 1), each picture
   * `height * width * channels` numbers.
   *
   * @throws ShapeError when they are not whole pictures of the network's size
   */
  predict(pictures: Pictures, options?: InferenceOptions): Promise<Float32Array>;
  /** One step: images `[n, height, width, channels]` as floats, targets `[n, classes]` one-hot or soft. The loss is that before the step. */
  trainOnBatch(images: Float32Array, targets: Float32Array): Promise<Readonly<Record<string, number>> & { readonly loss: number }>;
  /** A copy of the weights. */
  weights(): WeightValues;
  /** @throws FormatError when they are not this network's */
  setWeights(values: WeightValues): void;
  /** The model as the bytes of a safetensors file, `extra` among its metadata. */
  encode(extra?: Readonly<Record<string, string>>): Uint8Array;
  save(to: Sink): Promise<void>;
  /** Ends its threads, and with a sentence whatever it is doing; its memory goes with the last reference to the model. */
  dispose(): Promise<void>;
}
