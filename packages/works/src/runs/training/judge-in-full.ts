import {
  atTemperature,
  type Dataset,
  type Evaluation,
  evaluateOutOfDistribution,
  evaluateWriters,
  explain,
  fullEvaluation,
  type Images,
  InputError,
  type Model,
  type Predictions,
  type Robustness,
  robustness,
  sample,
  writersOf,
} from "tenfold";
import { readWriters } from "tenfold/node";
import { knownOf } from "../../models/known-of.js";
import { readOtherThings } from "../../models/read-other-things.js";
import type { Judged } from "../../records/judged.js";
import { validationOf } from "../opening/validation-of.js";

interface Case {
  /** The run folder or model file. */
  readonly path: string;
  readonly model: Model;
  readonly test: Dataset;
  /** On those test images. */
  readonly evaluation: Evaluation;
}

/** What takes no time to speak of: no spoiled images, and nothing that only the user can tell. */
export const quickly: JudgeOptions = { robustnessImages: 0, notDigits: [], writers: undefined, tell: () => {} };

export interface JudgeOptions {
  /** How many test images to spoil; 0 for none. */
  readonly robustnessImages: number;
  /** How badly, 0 to 2; 1 by default, as MNIST-C was made. */
  readonly severity?: number | undefined;
  /** Files and folders of pictures that are none of the classes. */
  readonly notDigits: readonly string[];
  /** File that tells who wrote the test images. */
  readonly writers: string | undefined;
  /** Gets a line on what is under way. */
  readonly tell: (line: string) => void;
}

/** The first images, on which the speed is measured. */
const TIMED_IMAGES = 2048;

/** Of fewer images, accuracies tell nothing that is worth a table. */
const FEWEST_SPOILED = 100;

/** Decides which images are spoiled, and how. */
const SEED = 1;

/**
 * Judges a model from every side.
 *
 * @throws InputError when a file that was asked for cannot be read or is about other images
 */
export async function judgeInFull({ path, model, test, evaluation }: Case, options: JudgeOptions): Promise<Judged> {
  const { labels } = test;
  const classes = model.classNames.length;
  const writers = options.writers === undefined ? undefined : writersOf(await readWriters(options.writers), test, options.writers);
  const others = await readOtherThings(options.notDigits, model.network);
  const imagesPerSecond = await speedOf(model, test.images.slice(0, TIMED_IMAGES));
  const validation = await trusted(path, model);
  const said = await model.infer(test.images, { temperature: 1, ...knownOf(model, test) });
  const predictions: Predictions = { probabilities: said.probabilities, labels, classes };
  const tempered = { ...predictions, probabilities: await model.predict(test.images, knownOf(model, test)) };
  const full = fullEvaluation({ evaluation, predictions, tempered, validation });
  const told = await robustnessOf(model, test, options);
  const otherResponses = [];
  for (const { name, images } of others) otherResponses.push({ name, ...(await model.infer(images)) });
  const { membership } = model.confidence ?? {};
  return {
    ...full,
    imagesPerSecond,
    robustness: told.robustness,
    outOfDistribution: evaluateOutOfDistribution({ test: said, others: otherResponses, classes, membership }),
    writers: writers ? evaluateWriters(predictions, writers) : null,
    explanations: await explain(model, test, atTemperature(predictions, full.calibration.temperature ?? 1)),
    notes: [
      ...told.notes,
      ...(writers ? [] : ["Nothing is known of the writers: pass the file that tells who wrote the test images with --writers."]),
    ],
  };
}

async function speedOf(model: Model, images: Images): Promise<number | null> {
  const start = performance.now();
  await model.predict(images);
  const seconds = (performance.now() - start) / 1000;
  return seconds > 0 ? images.count / seconds : null;
}

/** How far the model can be trusted, as its file tells or else as its run's validation images do; or in a sentence why that is not known. */
async function trusted(path: string, model: Model) {
  if (model.confidence) return model.confidence;
  const validation = await validationOf(path, model);
  return typeof validation === "string" ? validation : (await model.calibrate(validation)).confidence;
}

async function robustnessOf(
  model: Model,
  test: Dataset,
  { robustnessImages, severity = 1, tell }: JudgeOptions,
): Promise<{ robustness: Robustness | null; notes: readonly string[] }> {
  if (robustnessImages === 0)
    return { robustness: null, notes: ["Robustness was not judged; tenfold evaluate --full does it, unless told --no-robustness."] };
  const drawn = sample(test, robustnessImages, SEED);
  if (drawn.images.count < FEWEST_SPOILED) {
    const few = `Not enough data for robustness: ${drawn.images.count} images, at least ${FEWEST_SPOILED} are needed.`;
    return { robustness: null, notes: [few] };
  }
  const [count, all] = [drawn.images.count, test.images.count].map((number) => number.toLocaleString("en-US"));
  tell(`Judging on ${count} spoiled images, in 15 ways`);
  const part = `Robustness was judged on ${count} of the ${all} test images, drawn evenly from each class.`;
  try {
    return {
      robustness: await robustness((images) => model.predict(images, knownOf(model, drawn)), drawn, { seed: SEED, severity }),
      notes: drawn === test ? [] : [part],
    };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { robustness: null, notes: [`Robustness was not judged: ${error.message}.`] };
  }
}
