import type { Prediction } from "tenfold-works/models";
import { percent } from "tenfold-works/pages";
import { textTable } from "../terminal/text-table.js";

/** The predictions as a table, a picture a line. */
export function predictionTable(names: readonly string[], found: readonly Prediction[]): string {
  const tells = found.some(({ isDigit }) => isDigit !== null);
  const rows = found.map(({ label, confidence, isDigit }, index) => [
    names[index] as string,
    String(label),
    percent(confidence),
    ...(tells ? [isDigit ? "yes" : "no"] : []),
  ]);
  const known = found.every(({ label }) => typeof label === "number") ? "Digit" : "Known";
  return textTable(["Picture", "Label", "Confidence", ...(tells ? [known] : [])], rows);
}
