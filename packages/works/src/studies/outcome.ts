import { type ContextChange, type ContextEvaluation, FormatError } from "tenfold";
import { writeAside } from "tenfold/node";
import { isCount, isNumber, isRecord, isText } from "../files/json-checks.js";
import { asJson, readJson } from "../files/json-file.js";
import type { StudyRun } from "./study-folder.js";

/** `outcome.json`: what a finished run of a study came to, in numbers. */
export interface Outcome {
  readonly seed: number;
  /** Trained. */
  readonly epochs: number;
  /** The one whose weights were kept. */
  readonly bestEpoch: number;
  /** Wall-clock time of all epochs with their validation. */
  readonly seconds: number;
  readonly parameters: number;
  /** Of one image, forward. */
  readonly multiplyAdds: number;
  /** Median time to predict a single image. */
  readonly latencyMs: number;
  /** With the weights that were kept, which these images chose. */
  readonly validation: JudgedImages;
  /** With the same weights. */
  readonly test: JudgedImages;
  /** What knowing the writers did on the test images; only of a network that takes a context, where something is known. */
  readonly context?: ContextEvaluation;
}

/** Loss and accuracy on so many images. */
export interface JudgedImages {
  readonly count: number;
  readonly accuracy: number;
  readonly loss: number;
}

export async function writeOutcome({ outcome: path }: StudyRun, outcome: Outcome): Promise<void> {
  await writeAside(path, asJson(outcome));
}

/** @throws FormatError when the file is damaged */
export async function readOutcome({ outcome: path }: StudyRun): Promise<Outcome> {
  const outcome = await readJson(path, REMEDY);
  if (!isOutcome(outcome)) throw new FormatError(`${path} is no outcome of a study's run; ${REMEDY}`);
  return outcome;
}

const REMEDY = "remove it, and the study judges the run again";

function isOutcome(value: unknown): value is Outcome {
  if (!isRecord(value)) return false;
  const { seed, epochs, bestEpoch, seconds, parameters, multiplyAdds, latencyMs, validation, test, context } = value;
  return (
    [seed, epochs, bestEpoch, parameters, multiplyAdds].every(isCount) &&
    [seconds, latencyMs].every((measure) => isNumber(measure) && measure >= 0) &&
    isJudged(validation) &&
    isJudged(test) &&
    (context === undefined || isContext(context))
  );
}

function isContext(value: unknown): value is ContextEvaluation {
  if (!isRecord(value)) return false;
  const { images, writers, unknown, told, shuffled, verdict } = value;
  const isKnown = isRecord(unknown) && isCount(unknown.errors);
  return isCount(images) && isCount(writers) && isKnown && isChange(told) && (shuffled === null || isChange(shuffled)) && isText(verdict);
}

function isChange(value: unknown): value is ContextChange {
  if (!isRecord(value)) return false;
  const { errors, change, interval, p } = value;
  const isInterval = Array.isArray(interval) && interval.length === 2 && interval.every(isNumber);
  return isCount(errors) && (change === null || isNumber(change)) && (interval === null || isInterval) && isNumber(p);
}

function isJudged(value: unknown): value is JudgedImages {
  if (!isRecord(value)) return false;
  const { count, accuracy, loss } = value;
  return isCount(count) && count > 0 && isNumber(accuracy) && accuracy >= 0 && accuracy <= 1 && isNumber(loss);
}
