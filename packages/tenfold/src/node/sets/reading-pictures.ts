import { READING_CLASSES } from "../../data/class-names.js";
import type { Dataset } from "../../data/dataset.js";
import { readingSet } from "../../synthesis/reading-set.js";
import { keptApart } from "../kept/kept-rows.js";
import type { KnownSet, SetOptions, TrainAndTest } from "./known-set.js";
import { mnist } from "./mnist.js";
import { isKeptWriter, penStrokes } from "./pen-strokes.js";

export interface ReadingOptions extends SetOptions {
  /** A folder with characters of UNIPEN as pens wrote them: `digits.ndjson.gz` and, with letters and signs, others of that ending. */
  readonly strokes?: string | undefined;
}

/**
 * Pictures to train a reader on and to test it with, made of MNIST's training images and, where a folder of them is given, of characters
 * written with a pen. MNIST's test images have no part in it, and no writer is on both sides: about one in ten of MNIST's is kept to test
 * with.
 *
 * @throws InputError when the files are to be had nowhere
 * @throws FormatError when a file is damaged
 */
export async function reading({ strokes: folder, ...options }: ReadingOptions = {}): Promise<TrainAndTest> {
  const { train } = await mnist(options);
  const strokes = folder === undefined ? { samples: [], hashes: {} } : await penStrokes(folder);
  const made = (digits: Dataset, kept: boolean, name: string): Dataset => {
    const samples = strokes.samples.filter(({ writer }) => isKeptWriter(writer) === kept);
    const { hashes, source, ...set } = readingSet({ digits, strokes: samples, seed: kept ? 2 : 1 });
    const cited = folder === undefined ? source : `${source}; pen strokes: UNIPEN, https://doi.org/10.5281/zenodo.1195803 (CC BY 4.0)`;
    return { ...set, name, hashes: { ...hashes, ...strokes.hashes }, ...(cited && { source: cited }) };
  };
  const { training, kept } = keptApart(train);
  return { train: made(training, false, "reading train"), test: made(kept, true, "reading test") };
}

export const readingKnownSet: KnownSet = {
  name: "reading",
  about: "made of MNIST's training images to train a reader: digits, signs, and what is neither",
  classNames: READING_CLASSES,
  counts: [341_660, 37_542],
  license: "CC BY-SA 3.0",
  source: "made of MNIST: Yann LeCun, Corinna Cortes, Christopher Burges; http://yann.lecun.com/exdb/mnist/",
  folder: "mnist",
  files: [],
  open: reading,
};
