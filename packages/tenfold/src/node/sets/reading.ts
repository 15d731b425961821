import { basename, join } from "node:path";
import { type Dataset, take } from "../../data/dataset.js";
import { parseStrokeSamples, type StrokeSample } from "../../data/stroke-samples.js";
import { READING_CLASSES, readingSet } from "../../synthesis/reading-set.js";
import { listFolder } from "../files.js";
import { rawFile } from "../raw-file.js";
import type { KnownSet, SetOptions, TrainAndTest } from "./known-set.js";
import { mnist } from "./mnist.js";

export interface ReadingOptions extends SetOptions {
  /** A folder with characters of UNIPEN as pens wrote them: `digits.ndjson.gz` and, with letters and signs, others of that ending. */
  readonly strokes?: string | undefined;
}

/** Of MNIST's training images, how many are kept to test with; and of the writers, one in so many. */
const [KEPT, ONE_IN] = [5000, 10 / 3];

/**
 * Pictures to train a reader on and to test it with, made of MNIST's training images and, where a folder of them is given, of characters
 * written with a pen. MNIST's test images have no part in it, and no writer is on both sides.
 *
 * @throws InputError when the files are to be had nowhere
 * @throws FormatError when a file is damaged
 */
export async function reading({ strokes: folder, ...options }: ReadingOptions = {}): Promise<TrainAndTest> {
  const { train } = await mnist(options);
  const strokes = folder === undefined ? { samples: [], hashes: {} } : await strokesIn(folder);
  const made = (from: number, to: number, kept: boolean, name: string): Dataset => {
    const digits = take(
      train,
      Uint32Array.from({ length: to - from }, (_, at) => from + at),
    );
    const samples = strokes.samples.filter(({ writer }) => isKept(writer) === kept);
    const { hashes, source, ...set } = readingSet({ digits, strokes: samples, seed: kept ? 2 : 1 });
    const cited = folder === undefined ? source : `${source}; pen strokes: UNIPEN, https://doi.org/10.5281/zenodo.1195803 (CC BY 4.0)`;
    return { ...set, name, hashes: { ...hashes, ...strokes.hashes }, ...(cited && { source: cited }) };
  };
  const end = train.images.count - KEPT;
  return { train: made(0, end, false, "reading train"), test: made(end, end + KEPT, true, "reading test") };
}

export const readingKnownSet: KnownSet = {
  name: "reading",
  about: "made of MNIST's training images to train a reader: digits, and what is no digit",
  classNames: READING_CLASSES,
  counts: [276_100, 25_100],
  license: "CC BY-SA 3.0",
  source: "made of MNIST: Yann LeCun, Corinna Cortes, Christopher Burges; http://yann.lecun.com/exdb/mnist/",
  folder: "mnist",
  files: [],
  open: reading,
};

/** Whether a writer's characters are kept to test with: by his name alone, so that another share of a collection changes nobody's side. */
export function isKept(writer: string): boolean {
  let hash = 0x811c9dc5; // FNV-1a
  for (const unit of writer) hash = Math.imul(hash ^ (unit.codePointAt(0) as number), 0x01000193);
  return (hash >>> 0) / 2 ** 32 < 1 / ONE_IN;
}

/** The files of a folder that hold pen strokes. */
export function strokeFilesAmong(names: readonly string[]): string[] {
  return names.filter((name) => /\.ndjson(\.gz)?$/i.test(name)).sort();
}

async function strokesIn(folder: string): Promise<{ samples: StrokeSample[]; hashes: Record<string, string> }> {
  const samples: StrokeSample[] = [];
  const hashes: Record<string, string> = {};
  for (const file of strokeFilesAmong(await listFolder(folder))) {
    const { path, bytes, sha256 } = await rawFile(join(folder, file));
    samples.push(...parseStrokeSamples(new TextDecoder().decode(bytes), path));
    hashes[basename(file)] = sha256;
  }
  return { samples, hashes };
}
