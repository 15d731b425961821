import { percent } from "../report/numbers.js";
import { textTable } from "../text-table.js";

/** What a network makes of one picture. */
export interface Prediction {
  /** The most probable class: a number where the classes are numbers from 0 on, as digits are; else its name. */
  readonly label: number | string;
  /** Probability of that class. */
  readonly confidence: number;
  /** Of all classes, in class order. */
  readonly probabilities: readonly number[];
}

/** @param probabilities `[pictures, classes]` */
export function predictions(probabilities: Float32Array, classNames: readonly string[]): Prediction[] {
  const classes = classNames.length;
  const numbered = classNames.every((name, index) => name === String(index));
  return Array.from({ length: probabilities.length / classes }, (_, index) => {
    const row = Array.from(probabilities.subarray(index * classes, (index + 1) * classes));
    const confidence = Math.max(...row);
    const best = row.indexOf(confidence);
    return { label: numbered ? best : (classNames[best] as string), confidence, probabilities: row };
  });
}

/** The predictions as a table, a picture a line. */
export function predictionTable(names: readonly string[], found: readonly Prediction[]): string {
  const rows = found.map(({ label, confidence }, index) => [names[index] as string, String(label), percent(confidence)]);
  return textTable(["Picture", "Label", "Confidence"], rows);
}
