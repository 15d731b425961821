import {
  type Dataset,
  type Evaluation,
  type FullEvaluation,
  fullEvaluation,
  InputError,
  type Model,
  type Predictions,
  type Robustness,
  split,
} from "tenfold";
import { dataOf } from "./run/prepare.js";
import { presetOf, readConfig } from "./run/run-config.js";
import { exists, runFolder } from "./run/run-folder.js";

/** All that `evaluate --full` adds. */
export interface Judged extends FullEvaluation {
  /** Forward, in batches, on the threads that were asked for; null where the clock saw no time pass. */
  readonly imagesPerSecond: number | null;
  /** On spoiled images; absent when not asked for. */
  readonly robustness?: Robustness;
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
export async function judgeInFull({
  path,
  model,
  test,
  evaluation,
  validation,
}: Case): Promise<{ full: Judged; predictions: Predictions }> {
  const start = performance.now();
  const predictions = await predictionsOf(model, test);
  const seconds = (performance.now() - start) / 1000;
  const validating = validation ? await predictionsOf(model, validation) : await validationOf(path, model);
  const imagesPerSecond = seconds > 0 ? test.images.count / seconds : null;
  return { full: { ...fullEvaluation({ evaluation, predictions, validation: validating }), imagesPerSecond }, predictions };
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
