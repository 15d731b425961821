import {
  type Dataset,
  type Evaluation,
  type Explanations,
  type FullEvaluation,
  fullEvaluation,
  InputError,
  type Model,
  type OutOfDistribution,
  type Predictions,
  type Robustness,
  split,
  type WritersEvaluation,
} from "tenfold";
import { dataOf } from "./run/prepare.js";
import { presetOf, readConfig } from "./run/run-config.js";
import { exists, runFolder } from "./run/run-folder.js";

/** All that `evaluate --full` adds: `full` in its JSON. */
export interface Judged extends FullEvaluation {
  /** Forward, in batches, on the threads that were asked for; null where the clock saw no time pass. */
  readonly imagesPerSecond: number | null;
  /** On spoiled images; null where they were not wanted or there is no such thing. */
  readonly robustness: Robustness | null;
  /** Whether other things pass for digits; `others` is empty unless --not-digits tells of some. */
  readonly outOfDistribution: OutOfDistribution | null;
  /** Null unless --writers tells who wrote the images. */
  readonly writers: WritersEvaluation | null;
  readonly explanations: Explanations | null;
  /** Sentences on the parts that are null, or that were measured on a part of the images only. */
  readonly notes: readonly string[];
}

interface Case {
  /** The run folder or model file. */
  readonly path: string;
  readonly model: Model;
  readonly test: Dataset;
  /** On those test images. */
  readonly evaluation: Evaluation;
  /** The images that validated the run, where they are at hand already. */
  readonly validation?: Dataset;
}

/** Judges a model from every side; its temperature comes from the images that validated the run. */
export async function judgeInFull({ path, model, test, evaluation, validation: own }: Case): Promise<Judged> {
  const start = performance.now();
  const predictions = await predictionsOf(model, test);
  const seconds = (performance.now() - start) / 1000;
  const validation = own ? await predictionsOf(model, own) : await validationOf(path, model);
  const imagesPerSecond = seconds > 0 ? test.images.count / seconds : null;
  const absent = { robustness: null, outOfDistribution: null, writers: null, explanations: null, notes: [] };
  return { ...fullEvaluation({ evaluation, predictions, validation }), imagesPerSecond, ...absent };
}

/** What the model says of labelled images. */
export async function predictionsOf(model: Model, { images, labels }: Dataset): Promise<Predictions> {
  return { probabilities: await model.predict(images), labels, classes: model.classNames.length };
}

/** What the model says of the images that validated its run, set aside again as the run's seed tells; or in a sentence why there are none. */
async function validationOf(path: string, model: Model): Promise<Predictions | string> {
  const run = runFolder(path);
  if (!(await exists(run.config))) {
    return "No temperature was fitted: a model file does not say which images validated it; pass its run folder.";
  }
  try {
    const config = await readConfig(run);
    const { train } = await dataOf(config);
    return await predictionsOf(model, split(train, presetOf(config)).validation);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const [what] = error.message.split(";"); // what comes after it advises on training
    return `No temperature was fitted, because the run's validation images are not to be had: ${what}.`;
  }
}
