import { type EpochEnd, type EpochRecord, type Evaluation, type Network, spellingAdvice, UsageError } from "tenfold";
import type { Host } from "../host.js";
import { readResult } from "../records/run-result.js";
import { writeRunReport } from "../reports/run-report.js";
import { writeTextRunReport } from "../reports/texts/text-run-report.js";
import { openNew } from "../runs/opening/open-run.js";
import { trainRun } from "../runs/training/train-run.js";
import { trainTextRun } from "../runs/training/train-text-run.js";

/** How a run is trained; what is absent is as the preset has it. `tenfold train --help` tells more of each. */
export interface TrainOptions {
  /** The recipe; "quick" unless told. */
  readonly preset?: string;
  /** The folder of the run; `runs/<preset>-<number>` unless told. */
  readonly out?: string;
  /** Whether an earlier run in that folder gives way. */
  readonly overwrite?: boolean;
  /** A set by name, or a folder or table of one's own; MNIST unless told. */
  readonly data?: string;
  /** Whether pictures of another size are scaled to the network's. */
  readonly resize?: boolean;
  /** Of a table the labels' column, by name or number. */
  readonly labelColumn?: string;
  /** The share of the training images that judges each epoch, or data of its own that does. */
  readonly validation?: number | string;
  /** Only so many labelled training images, drawn evenly from each class by the seed. */
  readonly labels?: number;
  /** How many strings to train on, with the preset "lines". */
  readonly strings?: number;
  /** A network of one's own, as `sequential` makes it, or the file of one, whose code runs where it ends in .js. */
  readonly network?: Network | string;
  /** A model of the same network to begin with: its file, or its run's folder. */
  readonly from?: string;
  /** Options of the architecture by name: `{ depth: 14 }`. */
  readonly with?: Readonly<Record<string, number>>;
  readonly epochs?: number;
  readonly batchSize?: number;
  /** Decides everything random. */
  readonly seed?: number;
  readonly optimizer?: "adam" | "sgd";
  /** The learning rate at its highest. */
  readonly rate?: number;
  /** So much is dropped by every dropout layer, 0..1. */
  readonly dropout?: number;
  /** So much of each label is spread over all classes, 0..1. */
  readonly labelSmoothing?: number;
  /** So much of the images, digits of 28 x 28, is spoiled as light, paper, pens and cameras do, 0..1. */
  readonly wear?: number;
  /** Whether images are turned and shifted, as the preset says; they are unless told. */
  readonly augment?: boolean;
  /** Whether the test images judge; they do unless told. */
  readonly evaluate?: boolean;
  /** How many threads compute; all cores unless told. */
  readonly threads?: number;
  /** Stops after the step at work, and saves where the training stands. */
  readonly signal?: AbortSignal;
  /** Told in sentences how it goes on: "Evaluating on 10,000 images". */
  readonly tell?: (sentence: string) => void;
  /** Told of each epoch once it has ended. */
  readonly onEpoch?: (epoch: Omit<EpochEnd, "model" | "stop">) => void;
}

/** What a run came to, and where it lies. */
export interface Trained {
  /** Its folder: config.json, history.json, model.safetensors and the rest, as `tenfold train` leaves them. */
  readonly run: string;
  /** The page about it. */
  readonly report: string;
  /** The weights of the best epoch. */
  readonly model: string;
  readonly history: readonly EpochRecord[];
  /** Why it ended before its last epoch. */
  readonly stopped?: string;
  /** On the test images; absent where they were left alone, and of runs on strings. */
  readonly evaluation?: Evaluation;
}

/**
 * Trains a network and writes the same folder as `tenfold train`, report and all: `tenfold evaluate`, `report`, `compare` and `train --resume`
 * go on from it.
 *
 * @throws UsageError when an option is impossible
 * @throws InputError when data cannot be read, or something is in the way
 * @throws Interrupted, an error of that name, when `signal` was aborted, after the state was saved; its message says how to go on
 */
export async function train(asked: TrainOptions = {}): Promise<Trained> {
  refuseUnknown(asked);
  const { evaluate = true, threads, signal, tell = () => {}, onEpoch, ...options } = asked;
  const resumeCommand = (path: string) => `tenfold train --resume --out ${path}`;
  const host = hostOf(tell, signal, onEpoch);
  const open = await openNew({ ...options, ...(threads !== undefined && { threads }) }, resumeCommand, host);
  const settings = { threads, evaluate, resumeCommand };
  const run =
    "textRecipe" in open
      ? await trainTextRun(open, { ...settings, report: writeTextRunReport }, host)
      : await trainRun(open, { ...settings, report: writeRunReport }, host);
  const { history, stopped, evaluation } = await readResult(run);
  return {
    run: run.path,
    report: run.report,
    model: run.model,
    history,
    ...(stopped !== undefined && { stopped }),
    ...(evaluation && { evaluation }),
  };
}

const NAMES: readonly string[] = Object.keys({
  preset: 0,
  out: 0,
  overwrite: 0,
  data: 0,
  resize: 0,
  labelColumn: 0,
  validation: 0,
  labels: 0,
  strings: 0,
  network: 0,
  from: 0,
  with: 0,
  epochs: 0,
  batchSize: 0,
  seed: 0,
  optimizer: 0,
  rate: 0,
  dropout: 0,
  labelSmoothing: 0,
  wear: 0,
  augment: 0,
  evaluate: 0,
  threads: 0,
  signal: 0,
  tell: 0,
  onEpoch: 0,
} satisfies Record<keyof TrainOptions, 0>);

/** What is misspelt would be as the preset has it, and nobody would know. */
function refuseUnknown(asked: TrainOptions): void {
  const strange = Object.keys(asked).find((name) => !NAMES.includes(name));
  if (strange !== undefined)
    throw new UsageError(`train has no option "${strange}"; ${spellingAdvice(strange, NAMES, `it takes ${NAMES.join(", ")}`)}`);
}

function hostOf(tell: Host["tell"], signal: AbortSignal | undefined, onEpoch: TrainOptions["onEpoch"]): Host {
  return {
    tell,
    progress(news) {
      if (news.of === "training" && "epoch" in news && onEpoch) onEpoch(news.epoch);
    },
    interruption: () => ({ signal: signal ?? new AbortController().signal, end() {} }),
  };
}
