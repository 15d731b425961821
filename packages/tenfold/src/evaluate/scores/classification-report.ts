import { ShapeError } from "../../errors.js";

/** One line of the report; its field names are scikit-learn's. A ratio without a denominator is 0. */
export interface ReportLine {
  readonly precision: number;
  readonly recall: number;
  readonly "f1-score": number;
  /** Images of this class; for an average, all images. */
  readonly support: number;
}

/** What scikit-learn's `classification_report(..., output_dict=True)` returns: a line a class name, the accuracy and two averages. */
export interface ClassificationReport {
  readonly [className: string]: ReportLine | number;
  readonly accuracy: number;
  /** Every class counts alike. */
  readonly "macro avg": ReportLine;
  /** Every class counts by its support. */
  readonly "weighted avg": ReportLine;
}

/**
 * Precision, recall, F1 and support of every class with their averages, as scikit-learn's `classification_report` gives them with
 * `labels` all classes, `zero_division=0` and `output_dict=True`.
 *
 * @param confusion counts, `confusion[label][predicted]`
 * @throws ShapeError unless there is a row and a column a class name
 */
export function classificationReport(confusion: readonly (readonly number[])[], classNames: readonly string[]): ClassificationReport {
  const { lines, accuracy, macro, weighted } = judgedClasses(confusion, classNames);
  const byName = Object.fromEntries(lines.map((line, index) => [classNames[index] as string, line]));
  return { ...byName, accuracy, "macro avg": macro, "weighted avg": weighted };
}

/**
 * The same as text, in scikit-learn's layout with `digits=4`. Ends with a line feed.
 *
 * @throws ShapeError unless there is a row and a column a class name
 */
export function classificationReportText(confusion: readonly (readonly number[])[], classNames: readonly string[]): string {
  const { lines, accuracy, macro, weighted } = judgedClasses(confusion, classNames);
  const width = Math.max("weighted avg".length, ...classNames.map((name) => [...name].length));
  const row = (name: string, cells: readonly string[]) => {
    const head = " ".repeat(width - [...name].length) + name;
    return `${head} ${cells.map((cell) => ` ${cell.padStart(9)}`).join("")}\n`;
  };
  const line = (name: string, { precision, recall, "f1-score": f1, support }: ReportLine) =>
    row(name, [fourDigits(precision), fourDigits(recall), fourDigits(f1), String(support)]);
  const header = row("", ["precision", "recall", "f1-score", "support"]);
  const classes = lines.map((entry, index) => line(classNames[index] as string, entry)).join("");
  const all = row("accuracy", ["", "", fourDigits(accuracy), String(macro.support)]);
  return `${header}\n${classes}\n${all}${line("macro avg", macro)}${line("weighted avg", weighted)}`;
}

function judgedClasses(confusion: readonly (readonly number[])[], classNames: readonly string[]) {
  checkSquare(confusion, classNames.length);
  const lines = classNames.map((_, index) => lineOf(confusion, index));
  const count = sum(lines.map(({ support }) => support));
  const hits = sum(confusion.map((row, index) => row[index] as number));
  const average = (weightOf: (line: ReportLine) => number): ReportLine => {
    const weights = sum(lines.map(weightOf));
    const mean = (ratioOf: (line: ReportLine) => number) => share(sum(lines.map((line) => ratioOf(line) * weightOf(line))), weights);
    return { precision: mean((l) => l.precision), recall: mean((l) => l.recall), "f1-score": mean((l) => l["f1-score"]), support: count };
  };
  return { lines, accuracy: share(hits, count), macro: average(() => 1), weighted: average(({ support }) => support) };
}

function lineOf(confusion: readonly (readonly number[])[], index: number): ReportLine {
  const support = sum(confusion[index] as readonly number[]);
  const predicted = sum(confusion.map((row) => row[index] as number));
  const hits = confusion[index]?.[index] as number;
  return { precision: share(hits, predicted), recall: share(hits, support), "f1-score": share(2 * hits, support + predicted), support };
}

function checkSquare(confusion: readonly (readonly number[])[], classes: number): void {
  const ragged = confusion.find((row) => row.length !== classes);
  if (confusion.length === classes && classes > 0 && !ragged) return;
  throw new ShapeError(
    `classificationReport takes [${classes}, ${classes}] counts for ${classes} class names, ` +
      `got [${confusion.length}, ${(ragged ?? confusion[0] ?? []).length}]; pass one name a class`,
  );
}

/**
 * Four decimals, a tie to the even digit, as Python rounds: 0.03125 is 0.0312 there, but `toFixed` says 0.0313. Only an odd number of
 * 32nds is a tie: a binary fraction x has x * 10⁴ = x * 16 * 625 end in exactly .5 when x * 32 is odd, and both products are exact.
 */
function fourDigits(x: number): string {
  const tie = Math.abs((x * 32) % 2) === 1;
  if (!tie) return x.toFixed(4);
  const below = Math.floor(x * 1e4);
  return ((below + (below % 2)) / 1e4).toFixed(4);
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
