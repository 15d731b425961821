import { csv } from "../pages/csv.js";
import type { Prediction } from "./named-predictions.js";

/** Predictions as Kaggle's Digit Recognizer takes them: pictures counted from 1, and what each shows. */
export function kaggleCsv(found: readonly Prediction[]): string {
  return csv({ head: ["ImageId", "Label"], rows: found.map(({ label }, at) => [at + 1, label]) });
}
