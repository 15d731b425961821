import { type Dataset, type Images, imagesOf } from "../../data/dataset.js";
import { InputError, ShapeError } from "../../errors.js";
import { type CorruptOptions, corrupt } from "../../image/corruptions/corrupt.js";
import { type CorruptionName, corruptionNames } from "../../image/corruptions/corruptions.js";
import { mean } from "../../mean.js";
import { wilsonInterval } from "../statistics/wilson-interval.js";
import { predictedClasses } from "./evaluate.js";

/** How well a network does on spoiled pictures. */
export interface Robustness {
  /** Pictures judged, each once clean and once per corruption. */
  readonly count: number;
  /** 1 is as published. */
  readonly severity: number;
  readonly seed: number;
  /** Share of the clean pictures read right, 0..1. */
  readonly clean: number;
  /** Mean of the corruptions' accuracies, the clean one not among them. */
  readonly mean: number;
  /** In the order of the paper. */
  readonly corruptions: readonly CorruptionScore[];
  /** The same where the answer is the likeliest of the classes that the pictures show; absent where they show all that the network knows. */
  readonly among?: RobustnessAmong;
}

/** How well a network that knows more than its pictures show does where the rest is not up for choice. */
export interface RobustnessAmong {
  /** The classes that are, by name. */
  readonly classes: readonly string[];
  readonly clean: number;
  readonly mean: number;
}

export interface CorruptionScore {
  readonly name: CorruptionName;
  /** Share of the spoiled pictures read right, 0..1. */
  readonly accuracy: number;
  /** Where it lies for all such pictures, were these a random draw: the 95 % Wilson interval. */
  readonly interval: readonly [number, number];
}

export interface RobustnessOptions extends CorruptOptions {
  /** Called after the clean pictures and after each corruption. */
  readonly onProgress?: ((progress: RobustnessProgress) => void) | undefined;
}

export interface RobustnessProgress {
  /** How many of `total` rounds are done. */
  readonly done: number;
  readonly total: number;
  /** What the last round was. */
  readonly name: "clean" | CorruptionName;
  readonly accuracy: number;
}

/** Reads pictures: probabilities, or any scores, `[count, classes]`; a model's `predict` is one. */
export type Predict = (images: Images) => Float32Array | Promise<Float32Array>;

/**
 * Has labelled pictures read clean and then spoiled in each of MNIST-C's 15 ways:
 * `await robustness(model.predict, test, { seed: 1 })`.
 *
 * The same seed spoils the same pictures in the same way, so that two networks are compared on equal terms. The pictures are drawn
 * anew, not the published ones: compare with published tables with that in mind.
 *
 * Source: Mu and Gilmer, "MNIST-C: A Robustness Benchmark for Computer Vision", arXiv 1906.02337.
 *
 * @throws InputError when there are no pictures
 * @throws ShapeError when there is not one label a picture, pictures are not gray, or `predict` gives not one row a picture
 * @throws UsageError when the severity is not from 0 to 2
 */
export async function robustness(
  predict: Predict,
  dataset: Dataset,
  { severity = 1, seed, onProgress }: RobustnessOptions,
): Promise<Robustness> {
  checkDataset(dataset);
  const { images } = dataset;
  const total = 1 + corruptionNames.length;
  const shown = [...new Set(dataset.labels)].sort((one, other) => one - other);
  const isPart = shown.length < dataset.classNames.length;
  const amongShown: number[] = [];
  const read = async (pictures: Images): Promise<number> => {
    const scores = await predict(pictures);
    const accuracy = accuracyOn(scores, dataset);
    if (isPart) amongShown.push(accuracyAmong(scores, dataset, shown));
    return accuracy;
  };
  const clean = await read(images);
  onProgress?.({ done: 1, total, name: "clean", accuracy: clean });
  const corruptions: CorruptionScore[] = [];
  for (const name of corruptionNames) {
    const pixels = corrupt(images, name, { severity, seed });
    const accuracy = await read(imagesOf(pixels, [images.count, images.height, images.width, 1]));
    corruptions.push({ name, accuracy, interval: wilsonInterval(Math.round(accuracy * images.count), images.count) });
    onProgress?.({ done: 1 + corruptions.length, total, name, accuracy });
  }
  const [cleanAmong = 0, ...spoiledAmong] = amongShown;
  const among = { classes: shown.map((at) => dataset.classNames[at] as string), clean: cleanAmong, mean: mean(spoiledAmong) };
  const scores = { clean, mean: mean(corruptions.map(({ accuracy }) => accuracy)), corruptions };
  return { count: images.count, severity, seed, ...scores, ...(isPart && { among }) };
}

function checkDataset({ name, images, labels }: Dataset): void {
  if (images.count !== labels.length) {
    throw new ShapeError(`robustness: ${name} has ${images.count} images but ${labels.length} labels; pass one label an image`);
  }
  if (images.count === 0) throw new InputError(`robustness: ${name} has no images; pass at least one`);
}

function accuracyOn(scores: Float32Array, { labels, classNames }: Dataset): number {
  const classes = classNames.length;
  if (scores.length !== labels.length * classes) {
    throw new ShapeError(
      `robustness: predict gave ${scores.length} numbers, but ${labels.length} images of ${classes} classes want ${labels.length * classes}`,
    );
  }
  const right = predictedClasses(scores, classes).reduce((sum, predicted, row) => sum + (predicted === labels[row] ? 1 : 0), 0);
  return right / labels.length;
}

/** The share that is right where only some classes are up for choice. */
function accuracyAmong(scores: Float32Array, { labels, classNames }: Dataset, shown: readonly number[]): number {
  const of = (row: number, at: number) => scores[row * classNames.length + at] as number;
  const isRight = (label: number, row: number) => shown.every((at) => at === label || of(row, at) < of(row, label));
  return Array.from(labels).filter(isRight).length / labels.length;
}
