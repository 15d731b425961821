import { type Dataset, decodeModel, encodeModel, finetunePreset, imagesOf, type ModelFile, type Preset } from "tenfold";
import { readBytes } from "tenfold/node";
import type { Host } from "../../host.js";
import { openExamples } from "../../runs/opening/open-examples.js";
import { trainRun } from "../../runs/training/train-run.js";
import type { BaseSet } from "./base-set.js";

/** Digits of corrected fields. */
export interface LearnedDigits {
  /** `[n, 28, 28]`, ink 255 */
  readonly pixels: Uint8Array;
  /** What each is: a sign of "0123456789" a digit. */
  readonly labels: string;
}

export interface LearnOptions {
  /** The folder of the run. */
  readonly folder: string;
  /** The file of the model to begin with. */
  readonly from: Uint8Array;
  readonly digits: LearnedDigits;
  readonly base: Pick<BaseSet, "replay" | "validation">;
  readonly threads: number;
  readonly seed: number;
}

/** One new digit in so many validates. */
const VALIDATING = 10;
/** New digits are this share of what is learned, as far as each may be seen so often an epoch. */
const [SHARE, MOST_OFTEN] = [0.25, 8] as const;
/** A low rate for a short while: the network is to learn these digits and to stay what it is. */
const EPOCHS = 3;
const RATE = 2e-4;
const PICTURE = 28 * 28;

/**
 * Trains a network further on digits of corrected fields and, so that it does not forget, on pictures of the base set. Broken off, it goes on where it
 * was.
 *
 * @returns the file of the model, with the calibration and the temperature that the one before it had
 * @throws Interrupted when the host wishes to stop
 * @throws InputError when no epoch was worth keeping
 */
export async function learnDigits({ folder, from, digits, base, threads, seed }: LearnOptions, host: Host): Promise<Uint8Array> {
  const [learned, judged] = parted(digits);
  const often = Math.max(1, Math.min(MOST_OFTEN, Math.round((SHARE * base.replay.images.count) / Math.max(1, learned.labels.length))));
  const training = together("corrections and base set", base.replay, learned, often);
  const validation = together("validation", base.validation, judged, 1);
  const before = decodeModel(from, "the model to begin with");
  const preset: Preset = {
    ...finetunePreset(before.network.name, training.images.count),
    ...{
      name: "corrections",
      seed,
      epochs: EPOCHS,
      batchSize: 64,
      optimizer: { kind: "adam", rate: RATE },
      averageWeights: { decay: 0.99 },
    },
  };
  const open = await openExamples({ path: folder, from, preset, training, validation });
  const run = await trainRun(open, { threads, evaluate: false, resumeCommand: () => "the same training" }, host);
  return successor(before, decodeModel(await readBytes(run.model), run.model));
}

/** The new weights in a file that says of its confidences what the one before said: whether that holds is for the guard to see. */
function successor({ metadata, ...before }: ModelFile, { weights }: ModelFile): Uint8Array {
  const kept = Object.entries(metadata).filter(([key]) => key.endsWith("_calibration"));
  return encodeModel({ ...before, weights }, Object.fromEntries(kept));
}

/** Those to learn from, and those to choose the best epoch by. */
function parted({ pixels, labels }: LearnedDigits): readonly [LearnedDigits, LearnedDigits] {
  const rows = [...labels].map((_, at) => at);
  const some = (wanted: readonly number[]) => {
    const part = new Uint8Array(wanted.length * PICTURE);
    for (const [to, at] of wanted.entries()) part.set(pixels.subarray(at * PICTURE, (at + 1) * PICTURE), to * PICTURE);
    return { pixels: part, labels: wanted.map((at) => labels[at]).join("") };
  };
  return [some(rows.filter((at) => at % VALIDATING !== VALIDATING - 1)), some(rows.filter((at) => at % VALIDATING === VALIDATING - 1))];
}

/** The base set's pictures and each digit so often. */
function together(name: string, { images, labels, classNames }: Dataset, digits: LearnedDigits, often: number): Dataset {
  const count = images.count + often * digits.labels.length;
  const pixels = new Uint8Array(count * PICTURE);
  pixels.set(images.pixels);
  const all = new Uint8Array(count);
  all.set(labels);
  const values = Uint8Array.from(digits.labels, (value) => classNames.indexOf(value));
  for (let time = 0; time < often; time++) {
    pixels.set(digits.pixels, (images.count + time * values.length) * PICTURE);
    all.set(values, images.count + time * values.length);
  }
  return { name, images: imagesOf(pixels, [count, 28, 28, 1]), labels: all, classNames };
}
