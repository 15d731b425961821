import {
  type Dataset,
  type Evaluation,
  type FullEvaluation,
  fullEvaluation,
  InputError,
  type Model,
  type Predictions,
  split,
} from "tenfold";
import { dataOf } from "./run/prepare.js";
import { presetOf, readConfig } from "./run/run-config.js";
import { exists, runFolder } from "./run/run-folder.js";

/** All that `evaluate --full` adds. */
export interface Judged extends FullEvaluation {
  /** Forward, in batches, on the threads that were asked for; null where the clock saw no time pass. */
  readonly imagesPerSecond: number | null;
}

interface Case {
  /** The run folder or model file. */
  readonly path: string;
  readonly model: Model;
  readonly test: Dataset;
  /** On those test images. */
  readonly evaluation: Evaluation;
  /** On how many views of each image. */
  readonly views: number;
}

/** Judges a model from every side; its temperature comes from the images that validated the run. */
export async function judgeInFull({ path, model, test, evaluation, views }: Case): Promise<Judged> {
  const start = performance.now();
  const predictions = await predictionsOf(model, test, views);
  const seconds = (performance.now() - start) / 1000;
  const validation = await validationOf(path, model, views);
  const imagesPerSecond = seconds > 0 ? test.images.count / seconds : null;
  return { ...fullEvaluation({ evaluation, predictions, validation }), imagesPerSecond };
}

async function predictionsOf(model: Model, { images, labels }: Dataset, views: number): Promise<Predictions> {
  return { probabilities: await model.predict(images, { views }), labels, classes: model.classNames.length };
}

/** What the model says of the images that validated its run, set aside again as the run's seed tells; or in a sentence why there are none. */
async function validationOf(path: string, model: Model, views: number): Promise<Predictions | string> {
  const run = runFolder(path);
  if (!(await exists(run.config))) {
    return "No temperature was fitted: a model file does not say which images validated it; pass its run folder.";
  }
  try {
    const config = await readConfig(run);
    const { train } = await dataOf(config);
    return await predictionsOf(model, split(train, presetOf(config)).validation, views);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const [what] = error.message.split(";"); // what comes after it advises on training
    return `No temperature was fitted, because the run's validation images are not to be had: ${what}.`;
  }
}
