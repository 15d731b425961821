import { InputError, ShapeError } from "../../errors.js";
import { largestIn } from "../../metrics/accuracy.js";

/** What a network said of labelled images. */
export interface Predictions {
  /** `[count, classes]`, each row adding up to 1. */
  readonly probabilities: Float32Array;
  /** One class index a row. */
  readonly labels: ArrayLike<number>;
  readonly classes: number;
}

/** Float32 may round a sure probability up by a few last bits. */
const MOST = 1 + 1e-6;

/**
 * @throws ShapeError when probabilities and labels do not belong together
 * @throws InputError when there is no row, a probability is not a number, or a label is of no class
 */
export function checkPredictions(who: string, { probabilities, labels, classes }: Predictions): void {
  if (probabilities.length !== labels.length * classes) {
    throw new ShapeError(
      `${who}: ${labels.length} labels of ${classes} classes want [${labels.length}, ${classes}] probabilities, ` +
        `${probabilities.length} came; pass a row a label`,
    );
  }
  if (labels.length === 0) throw new InputError(`${who}: no predictions came; pass at least one`);
  const wrong = Array.from(labels).findIndex((label) => !(label < classes));
  if (wrong >= 0) throw new InputError(`${who}: label ${wrong} is ${labels[wrong]}, but there are ${classes} classes, 0 to ${classes - 1}`);
  const broken = probabilities.findIndex((probability) => !(probability >= 0 && probability <= MOST));
  if (broken >= 0) {
    const row = Math.floor(broken / classes);
    throw new InputError(`${who}: row ${row} holds ${probabilities[broken]}, which is no probability; judge a network that works`);
  }
}

/** The probability of the most probable class of each row, and whether that class is the label. */
export function confidencesAndHits({ probabilities, labels, classes }: Predictions): { confidences: Float64Array; hits: Uint8Array } {
  const confidences = new Float64Array(labels.length);
  const hits = new Uint8Array(labels.length);
  for (let row = 0; row < labels.length; row++) {
    const best = largestIn(probabilities, row * classes, classes);
    confidences[row] = probabilities[row * classes + best] as number;
    hits[row] = best === labels[row] ? 1 : 0;
  }
  return { confidences, hits };
}
