import { checkSeed } from "../engine/check-seed.js";
import { mix, rng } from "../engine/rng.js";
import { InputError, ShapeError, UsageError } from "../errors.js";
import { type Dataset, needDataset, take } from "./dataset.js";

/** What to set aside, and the seed that decides which rows. */
export interface SplitOptions {
  /** The share that validates, between 0 and 1; 0.2 unless told. */
  readonly validation?: number | undefined;
  /** A whole number from 0 to 2³² - 1: the same seed gives the same rows in the same order. */
  readonly seed: number;
}

/**
 * Sets a share of a dataset aside for validation: every row goes to exactly one side, in random order, and each class is shared out
 * alike (stratified). The sides have `round(share * count)` and the remaining rows: 60000 at 0.2 are 48000 and 12000.
 *
 * @throws UsageError when it is no dataset, the share is not between 0 and 1, or the seed is none
 * @throws ShapeError when there are not as many labels as images
 * @throws InputError when one side would be empty
 */
export function split(dataset: Dataset, options: SplitOptions): { training: Dataset; validation: Dataset } {
  needDataset("split", dataset);
  const { validation = 0.2, seed } = options ?? {};
  checkSeed(seed);
  if (!(validation > 0 && validation < 1)) {
    throw new UsageError(`split: validation is a share between 0 and 1, got ${validation}; 0.2 sets a fifth aside`);
  }
  checkRows(dataset, validation);
  const random = rng(mix(seed, STREAM));
  const wanted = quotas(classCounts(dataset.labels), validation);
  const sides: { training: number[]; validation: number[] } = { training: [], validation: [] };
  for (const row of random.shuffle(Array.from(dataset.labels.keys()))) {
    const label = dataset.labels[row] as number;
    const left = wanted[label] as number;
    if (left > 0) wanted[label] = left - 1;
    sides[left > 0 ? "validation" : "training"].push(row);
  }
  // Shuffled once more, because the loop above meets the validation rows of every class first.
  return {
    training: take(dataset, random.shuffle(sides.training), `${dataset.name} (training)`),
    validation: take(dataset, random.shuffle(sides.validation), `${dataset.name} (validation)`),
  };
}

/** Keeps this use of a seed apart from others of the same seed: "spli" in ASCII. */
const STREAM = 0x73706c69;

/**
 * How many rows of each class validate: the share of its count rounded down, and the rows still missing from the total go to the
 * classes that lost most by the rounding (Hamilton's method of largest remainders), the lower class first when they lost alike.
 */
function quotas(counts: readonly number[], share: number): number[] {
  const exact = counts.map((count) => count * share);
  const quota = exact.map(Math.floor);
  const missing = Math.round(sum(counts) * share) - sum(quota);
  const lost = (label: number) => (exact[label] as number) - (quota[label] as number);
  const byLoss = Array.from(counts.keys()).sort((a, b) => lost(b) - lost(a));
  for (const label of byLoss.slice(0, missing)) quota[label] = (quota[label] as number) + 1;
  return quota;
}

function classCounts(labels: Uint8Array): number[] {
  const counts: number[] = new Array(256).fill(0); // a label is a byte
  for (const label of labels) counts[label] = (counts[label] as number) + 1;
  return counts;
}

function checkRows({ name, images, labels }: Dataset, share: number): void {
  if (images.count !== labels.length) {
    throw new ShapeError(`split: ${name} has ${images.count} images but ${labels.length} labels; pass one label an image`);
  }
  const validating = Math.round(labels.length * share);
  if (validating === 0 || validating === labels.length) {
    throw new InputError(
      `split: ${share} of the ${labels.length} images of ${name} leaves one side empty; pass more images or another share`,
    );
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
