import { largestIn } from "../../metrics/accuracy.js";
import type { ClassScore, Evaluation } from "./evaluation.js";

/**
 * Judges predictions against labels.
 *
 * @param probabilities `[count, classes]`
 * @param labels one class index a row
 * @param losses one loss a row
 */
export function evaluation(
  probabilities: Float32Array,
  labels: ArrayLike<number>,
  losses: ArrayLike<number>,
  classNames: readonly string[],
): Evaluation {
  const count = labels.length;
  const classes = classNames.length;
  const confusion = confusionMatrix(labels, predictedClasses(probabilities, classes), classes);
  let loss = 0;
  for (let row = 0; row < count; row++) loss += losses[row] as number;
  const right = confusion.reduce((sum, row, label) => sum + (row[label] as number), 0);
  return { count, loss: loss / count, accuracy: right / count, confusion, perClass: classScores(confusion, classNames) };
}

/** The most probable class of each row. */
export function predictedClasses(probabilities: Float32Array, classes: number): Uint8Array {
  return Uint8Array.from({ length: probabilities.length / classes }, (_, row) => largestIn(probabilities, row * classes, classes));
}

/** `[label][predicted]`: how often each class was read as each. */
function confusionMatrix(labels: ArrayLike<number>, predicted: ArrayLike<number>, classes: number): number[][] {
  const matrix = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  for (let row = 0; row < labels.length; row++) {
    const counts = matrix[labels[row] as number] as number[];
    counts[predicted[row] as number] = (counts[predicted[row] as number] as number) + 1;
  }
  return matrix;
}

/** Precision, recall and F1 a class; null where nothing was there to count. */
function classScores(confusion: readonly (readonly number[])[], classNames: readonly string[]): ClassScore[] {
  return classNames.map((label, index) => {
    const support = sum(confusion[index] ?? []);
    const predicted = sum(confusion.map((row) => row[index] ?? 0));
    const hits = confusion[index]?.[index] ?? 0;
    return { label, support, precision: ratio(hits, predicted), recall: ratio(hits, support), f1: ratio(2 * hits, support + predicted) };
  });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
