import { ShapeError } from "../../errors.js";
import { median } from "../../median.js";
import { meanAndSd } from "../statistics/mean-and-sd.js";
import { wilsonInterval } from "../statistics/wilson-interval.js";
import { checkPredictions, confidencesAndHits, type Predictions } from "./predictions.js";

/** How the error is spread over the people who wrote the images. */
export interface WritersEvaluation {
  /** Images whose writer is known. */
  readonly images: number;
  /** Writers of these images. */
  readonly writers: number;
  /** Writers of whose images none was misread. */
  readonly flawless: number;
  /** Mean of the writers' error rates, each writer counting alike, 0..1. */
  readonly meanError: number;
  /** Standard deviation of these error rates; null for a single writer. */
  readonly sd: number | null;
  /** The standard deviation that chance alone would bring, were all writers equally hard to read. */
  readonly sdByChance: number;
  /** The ten that are surely hardest to read: by the lower end of the interval, from the top. */
  readonly worst: readonly WriterScore[];
  /** Every writer, by id. */
  readonly all: readonly WriterScore[];
  /** Sentences on how to take these numbers. */
  readonly notes: readonly string[];
}

export interface WriterScore {
  readonly writer: number;
  /** Images by this writer. */
  readonly count: number;
  readonly wrong: number;
  /** wrong / count */
  readonly error: number;
  /** 95 % Wilson interval of the error. */
  readonly interval: readonly [number, number];
}

const WORST = 10;

/**
 * Judges predictions writer by writer: a network may read most hands without a mistake and still fail some people again and again.
 *
 * @param writers one id a row of the predictions
 * @throws ShapeError when probabilities, labels and writers do not belong together
 * @throws InputError when there is no row, or one that holds no probabilities
 */
export function evaluateWriters(predictions: Predictions, writers: ArrayLike<number>): WritersEvaluation {
  checkPredictions("evaluateWriters", predictions);
  const { hits } = confidencesAndHits(predictions);
  if (writers.length !== hits.length) {
    throw new ShapeError(`evaluateWriters: ${hits.length} predictions but ${writers.length} writers came; pass one a prediction`);
  }
  const all = scoresOf(hits, writers);
  const { mean, sd } = meanAndSd(all.map(({ error }) => error));
  const surelyHard = [...all].filter(({ wrong }) => wrong > 0).sort((a, b) => b.interval[0] - a.interval[0] || b.error - a.error);
  return {
    images: hits.length,
    writers: all.length,
    flawless: all.filter(({ wrong }) => wrong === 0).length,
    meanError: mean,
    sd: all.length > 1 ? sd : null,
    sdByChance: chance(all, hits.length),
    worst: surelyHard.slice(0, WORST),
    all,
    notes: [fewImages(all)],
  };
}

function scoresOf(hits: Uint8Array, writers: ArrayLike<number>): WriterScore[] {
  const tallies = new Map<number, { count: number; wrong: number }>();
  for (let row = 0; row < hits.length; row++) {
    const writer = writers[row] as number;
    const { count, wrong } = tallies.get(writer) ?? { count: 0, wrong: 0 };
    tallies.set(writer, { count: count + 1, wrong: wrong + (hits[row] ? 0 : 1) });
  }
  return [...tallies]
    .sort(([a], [b]) => a - b)
    .map(([writer, { count, wrong }]) => ({ writer, count, wrong, error: wrong / count, interval: wilsonInterval(wrong, count) }));
}

/** √ of the mean over the writers of p (1 - p) / count, with p the error of all images. */
function chance(all: readonly WriterScore[], images: number): number {
  const p = all.reduce((sum, { wrong }) => sum + wrong, 0) / images;
  return Math.sqrt(all.reduce((sum, { count }) => sum + (p * (1 - p)) / count, 0) / all.length);
}

function fewImages(all: readonly WriterScore[]): string {
  const usual = median(all.map(({ count }) => count));
  return `Half of the writers have at most ${usual} image${usual === 1 ? "" : "s"} here, so that the error of one is known roughly: see its interval.`;
}
