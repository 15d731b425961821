import type { Dataset } from "../../data/dataset.js";
import { type ConfidenceFit, fitConfidence } from "../../evaluate/confidence/fit-confidence.js";
import { evaluation } from "../../evaluate/scores/evaluate.js";
import type { Evaluation } from "../../evaluate/scores/evaluation.js";
import { classCount } from "../../model/network/sequential.js";
import { checkViews, type ViewOptions } from "../inference/test-time-augmentation.js";
import { checkDataset } from "../objectives/check-dataset.js";
import type { Answering } from "./answering.js";
import type { ContextReader } from "./known-context.js";

/** What a model is made of that is judged. */
export interface Judging extends Answering {
  readonly classNames: readonly string[];
}

/** Loss, accuracy and confusion matrix over labelled images. */
export async function evaluate(
  { network, context, infer, classNames }: Judging,
  dataset: Dataset,
  options: ViewOptions,
): Promise<Evaluation> {
  checkDataset("evaluate", dataset, network);
  const known = knownOf("evaluate", context, dataset);
  const { probabilities, losses } = await infer(dataset.images, {
    labels: dataset.labels,
    views: checkViews("evaluate", options),
    context: known,
  });
  return evaluation(probabilities, dataset.labels, losses, classNames);
}

/** Fits how far the answers can be trusted on labelled images, and keeps it with the model. */
export async function calibrate({ network, context, infer, confidence }: Judging, dataset: Dataset): Promise<ConfidenceFit> {
  checkDataset("calibrate", dataset, network);
  const said = await infer(dataset.images, { context: knownOf("calibrate", context, dataset) });
  const found = fitConfidence({ ...said, labels: dataset.labels, classes: classCount(network) });
  confidence.keep(found.confidence);
  return found;
}

/** What a dataset knows beside its images; a network that takes no context does not ask. */
function knownOf(who: string, context: ContextReader, dataset: Dataset): Float32Array | undefined {
  return context.columns && context.read(who, dataset.context, dataset.images.count);
}
