import { sizeOf } from "../../engine/tensor.js";
import { membershipScores } from "../../evaluate/confidence/membership-scores.js";
import { checkOptions } from "../../known-options.js";
import { classCount, type Network } from "../../model/network/sequential.js";
import type { Answers, Inference, InferenceOptions, InferOptions } from "../inference/label-inference.js";
import { checkViews, type PredictOptions } from "../inference/test-time-augmentation.js";
import { checkStored } from "../objectives/check-dataset.js";
import { countPictures, type Pictures } from "../passes/pictures.js";
import type { FittedConfidence } from "./fitted-confidence.js";
import type { ContextReader } from "./known-context.js";

/** Has a model's network read pictures. */
export type Infer = (pictures: Pictures, options?: InferenceOptions) => Promise<Inference & { readonly losses: Float32Array }>;

/** What a model is made of that answers. */
export interface Answering {
  readonly network: Network;
  readonly context: ContextReader;
  readonly infer: Infer;
  readonly confidence: FittedConfidence;
}

/** Probabilities `[n, classes]` of pictures, at the model's temperature. */
export async function predict(
  { network, context, infer, confidence }: Answering,
  pictures: Pictures,
  options: PredictOptions,
): Promise<Float32Array> {
  checkStored("predict", pictures, network);
  const { temperature } = confidence.now ?? {};
  const { context: told, ...rest } = options;
  const views = checkViews("predict", rest);
  const known = context.read("predict", told, countPictures("predict", pictures, sizeOf(network.input)));
  return (await infer(pictures, { temperature, views, context: known })).probabilities;
}

/** The same with logits, features and, where the model was calibrated to tell, whether the pictures are of the classes at all. */
export async function answers(
  { network, context, infer, confidence: { now } }: Answering,
  pictures: Pictures,
  options: InferOptions,
): Promise<Answers> {
  checkOptions("infer", options, ["temperature", "context"]);
  const { temperature = now?.temperature } = options;
  checkStored("infer", pictures, network);
  const known = context.read("infer", options.context, countPictures("infer", pictures, sizeOf(network.input)));
  const { losses, ...said } = await infer(pictures, { temperature, context: known });
  const rule = now?.membership;
  if (!rule) return said;
  const membership = membershipScores(rule.score, said, classCount(network), rule.geometry);
  return { ...said, membership, isMember: Uint8Array.from(membership, (score) => Number(score >= rule.threshold)) };
}
