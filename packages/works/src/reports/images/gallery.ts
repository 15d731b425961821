import type { Dataset, Explained, Explanations, Predictions } from "tenfold";
import type { CellImages, ExplainedSample, Gallery, Sample } from "../report-data.js";

/** How many mistakes and hits are shown with their most probable classes, where the evaluation has not explained some. */
const SHOWN = 8;
/** The most probable classes of each. */
const TOP = 3;
/** Images behind a cell of the matrix: at most so many in a cell, and about so many in all, so that a page stays small. */
const [IN_A_CELL, IN_ALL] = [24, 1200];
/** Of a cell with right answers. */
const HITS_IN_A_CELL = 12;

/** A test image with what the network made of it: no pixels yet. */
interface Reading {
  readonly index: number;
  readonly label: number;
  readonly predicted: number;
  readonly confidence: number;
}

/**
 * Picks the images that a report shows: those behind each cell of the confusion matrix, the surest mistakes and the least sure hits.
 *
 * @param predictions of `test`, a row an image
 * @param explanations of images of `test`, where there are some
 */
export function galleryOf(test: Dataset, predictions: Predictions, explanations?: Explanations | null): Gallery {
  const readings = readingsOf(predictions);
  const surest = readings.filter(({ label, predicted }) => label !== predicted).sort(bySureness);
  const unsure = readings.filter(({ label, predicted }) => label === predicted).sort((a, b) => -bySureness(a, b));
  const unexplained = (some: readonly Reading[]): Explained[] =>
    some.slice(0, SHOWN).map((reading) => ({ ...reading, top3: topOf(predictions, reading.index), gradCam: null, occlusion: [] }));
  const withPixels = (some: readonly Explained[]): ExplainedSample[] =>
    some.filter(({ index }) => index < test.images.count).map((one) => ({ ...one, ...sampleOf(test, one) }));
  return {
    cells: cellsOf(test, [...surest, ...unsure]),
    mistakes: withPixels(explanations?.mistakes ?? unexplained(surest)),
    hits: withPixels(explanations?.doubtfulHits ?? unexplained(unsure)),
  };
}

function readingsOf({ probabilities, labels, classes }: Predictions): Reading[] {
  return Array.from(labels, (label, index) => {
    const row = probabilities.subarray(index * classes, (index + 1) * classes);
    const confidence = row.reduce((most, probability) => Math.max(most, probability), 0);
    return { index, label, predicted: row.indexOf(confidence), confidence };
  });
}

function bySureness(a: Reading, b: Reading): number {
  return b.confidence - a.confidence || a.index - b.index;
}

function cellsOf(test: Dataset, readings: readonly Reading[]): CellImages[] {
  const cells = new Map<string, Reading[]>();
  for (const reading of readings) {
    const key = `${reading.label} ${reading.predicted}`;
    const cell = cells.get(key);
    if (cell) cell.push(reading);
    else cells.set(key, [reading]);
  }
  const most = Math.max(1, Math.min(IN_A_CELL, Math.floor(IN_ALL / cells.size)));
  return [...cells.values()].map((inside) => {
    const { label, predicted } = inside[0] as Reading;
    const shown = inside.slice(0, label === predicted ? Math.min(most, HITS_IN_A_CELL) : most);
    return { label, predicted, count: inside.length, images: shown.map((reading) => sampleOf(test, reading)) };
  });
}

function sampleOf({ images }: Dataset, reading: Reading): Sample & { index: number } {
  const { height, width } = images;
  return { ...reading, pixels: images.slice(reading.index, reading.index + 1).pixels, height, width };
}

function topOf({ probabilities, classes }: Predictions, index: number): Explained["top3"] {
  const row = probabilities.subarray(index * classes, (index + 1) * classes);
  return Array.from(row, (probability, label) => ({ label, probability }))
    .sort((a, b) => b.probability - a.probability || a.label - b.label)
    .slice(0, TOP);
}
