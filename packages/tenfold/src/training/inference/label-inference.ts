import { pauses } from "../../calls/pause.js";
import type { ContextRow } from "../../data/context/context-columns.js";
import type { Engine } from "../../engine/engine.js";
import { softmax } from "../../engine/ops/softmax.js";
import { UsageError } from "../../errors.js";
import type { BoundLabels } from "../objectives/label-objective.js";
import type { Buffers } from "../objectives/shared-buffers.js";
import { inferInBatches } from "../passes/infer-in-batches.js";
import { countPictures, type Pictures } from "../passes/pictures.js";
import { putContext } from "../passes/put-context.js";
import type { WeightVersion } from "../passes/weight-version.js";
import { eachView } from "./test-time-augmentation.js";

/** What a network says of `n` pictures, a row a picture. */
export interface Inference {
  /** `[n, classes]`, each row adding up to 1. */
  readonly probabilities: Float32Array;
  /** `[n, classes]`: what softmax makes the probabilities of, before any temperature. */
  readonly logits: Float32Array;
  /** `[n, features]`: what the layer that makes the logits reads, the penultimate features. */
  readonly features: Float32Array;
}

/** The same with whether the pictures are of the classes at all; only where the model was calibrated to tell. */
export interface Answers extends Inference {
  /** One score a picture, as `confidence.membership` names it: higher for pictures of the classes. */
  readonly membership?: Float64Array;
  /** 1 where that score reaches its threshold, else 0. */
  readonly isMember?: Uint8Array;
}

export interface InferOptions {
  /** In place of the model's own; 1 gives the probabilities that the network was trained to give. */
  readonly temperature?: number | undefined;
  /** With a model that takes a context, what is known: one row for all pictures, or a row a picture. Nothing is known unless told. */
  readonly context?: ContextRow | readonly ContextRow[] | undefined;
}

export interface InferenceOptions {
  /** Divides the logits before the softmax; 1 changes nothing. */
  readonly temperature?: number | undefined;
  /** Of how many views of each picture the probabilities are the mean: see `ViewOptions`. Logits and features are those of the first. */
  readonly views?: number | undefined;
  /** One class index a picture, where the losses are wanted. */
  readonly labels?: Uint8Array | undefined;
  /** What is known beside the pictures as the network sees it, `[n, numbers]`. */
  readonly context?: Float32Array | undefined;
}

/**
 * Has a network read pictures, a batch at a time.
 *
 * @returns what it says; and with labels the loss of each picture, in nats: of one view at temperature 1, of several by their mean
 */
export async function inference(
  engine: Engine,
  { network, objective: at, version }: Buffers<BoundLabels> & { readonly version: WeightVersion },
  pictures: Pictures,
  { temperature = 1, views = 1, labels, context }: InferenceOptions,
): Promise<Inference & { readonly losses: Float32Array }> {
  if (!(temperature > 0 && temperature < Number.POSITIVE_INFINITY)) {
    throw new UsageError(`infer: temperature is a finite number above 0, got ${temperature}; 1 changes nothing`);
  }
  const [size, classes, width] = [network.x, network.logits, network.features].map(({ length }) => length / network.batch) as [
    number,
    number,
    number,
  ];
  const count = countPictures("predict", pictures, size);
  const [probabilities, logits] = [new Float32Array(count * classes), new Float32Array(count * classes)];
  const features = new Float32Array(count * width);
  const losses = new Float32Array(labels ? count : 0);
  const answer = (n: number, of: Uint8Array | undefined) => {
    if (of) at.setLabels(of);
    if (of) at.judge(n);
    else at.answer(n);
  };
  const run = (from: number, n: number) => {
    putContext(network, context, { from, n });
    const sums = new Float64Array(views > 1 ? n * classes : 0);
    eachView(network.x, n, views, (view) => {
      network.forward({ n, training: false, key: 0, version: version.now });
      answer(n, labels?.subarray(from, from + n));
      if (view === 0) {
        logits.set(network.logits.data.subarray(0, n * classes), from * classes);
        features.set(network.features.data.subarray(0, n * width), from * width);
        if (labels) losses.set(at.losses.data.subarray(0, n), from);
      }
      if (temperature !== 1) {
        divide(network.logits.data.subarray(0, n * classes), temperature);
        softmax(engine, network.logits, at.probabilities, n);
      }
      for (let i = 0; i < sums.length; i++) sums[i] = (sums[i] as number) + (at.probabilities.data[i] as number);
    });
    if (views === 1) probabilities.set(at.probabilities.data.subarray(0, n * classes), from * classes);
    else probabilities.set(divided(sums, views), from * classes);
    if (views > 1 && labels) {
      for (let row = from; row < from + n; row++) losses[row] = -Math.log(probabilities[row * classes + (labels[row] as number)] as number);
    }
  };
  await inferInBatches(engine, network, pictures, run, pauses());
  return { probabilities, logits, features, losses };
}

function divided(numbers: Float64Array, by: number): Float64Array {
  return numbers.map((number) => number / by);
}

function divide(numbers: Float32Array, by: number): void {
  for (let i = 0; i < numbers.length; i++) numbers[i] = (numbers[i] as number) / by;
}
