import { ShapeError } from "../errors.js";

/** How a confusion matrix is read: as counts, as shares of a row, a column or of everything, or as its mistakes alone. */
export type ConfusionView = "counts" | "true" | "predicted" | "all" | "mistakes";

/** All of them, in the order in which they are offered; scikit-learn's `normalize` has the middle three. */
export const confusionViews: readonly ConfusionView[] = ["counts", "true", "predicted", "all", "mistakes"];

/** A cell of the matrix that images fell into. */
export interface ConfusionCell {
  /** Class indices. */
  readonly label: number;
  readonly predicted: number;
  readonly count: number;
  /** What stands in the cell: the count, or the share in percent without its sign. */
  readonly text: string;
  /** 0 for images that were read right, 1 (few) to 5 (many) for mistakes. */
  readonly level: 0 | 1 | 2 | 3 | 4 | 5;
}

/**
 * The cells of a confusion matrix that have images, row by row, as a view shows them.
 *
 * @param confusion counts, `confusion[label][predicted]`
 * @throws ShapeError unless every row has as many columns as there are rows
 */
export function confusionCells(confusion: readonly (readonly number[])[], view: ConfusionView = "counts"): ConfusionCell[] {
  const ragged = confusion.find((row) => row.length !== confusion.length);
  if (ragged) throw new ShapeError(`confusionCells takes a square of counts, got a row of ${ragged.length} among ${confusion.length} rows`);
  const { of, unit } = scale(confusion, view);
  const counted = view === "counts" || view === "mistakes";
  const cells = confusion.flatMap((row, label) => row.flatMap((count, predicted) => (count > 0 ? [{ label, predicted, count }] : [])));
  const mistakes = cells.filter(({ label, predicted }) => label !== predicted);
  const units = (cell: { label: number; predicted: number; count: number }) => cell.count / of(cell) / unit;
  const levels = errorLevels(Math.max(0, ...mistakes.map(units)));
  return (view === "mistakes" ? mistakes : cells).map((cell) => {
    const level = levels.findIndex((from) => units(cell) < from - 1e-9);
    return {
      ...cell,
      text: counted ? String(cell.count) : shareText(cell.count / of(cell)),
      level: cell.label === cell.predicted ? 0 : ((level < 0 ? 5 : level + 1) as ConfusionCell["level"]),
    };
  });
}

/**
 * Where the five error colors meet: equal ratios from 1 up to the largest count, so that both 1 against 3 and 40 against 100 show, and
 * at least one count apart, so that a handful of mistakes does not look like a disaster.
 */
export function errorLevels(largest: number): [number, number, number, number] {
  const level = (step: number) => Math.max(step + 1, Math.ceil(largest ** (step / 5)));
  return [level(1), level(2), level(3), level(4)];
}

interface Scale {
  /** What a count is divided by. */
  of(cell: { label: number; predicted: number }): number;
  /** The share that counts as one step of the colors. */
  readonly unit: number;
}

function scale(confusion: readonly (readonly number[])[], view: ConfusionView): Scale {
  const rows = confusion.map(sum);
  const columns = confusion.map((_, predicted) => sum(confusion.map((row) => row[predicted] as number)));
  if (view === "true") return { of: ({ label }) => rows[label] as number, unit: 0.001 };
  if (view === "predicted") return { of: ({ predicted }) => columns[predicted] as number, unit: 0.001 };
  const total = sum(rows);
  if (view === "all") return { of: () => total, unit: 1 / total };
  return { of: () => 1, unit: 1 };
}

/** 0.99214 -> "99.2", 0.0004 -> "0.04"; never rounded up to all, nor down to nothing. */
function shareText(share: number): string {
  const percent = Number((100 * share).toPrecision(12));
  if (percent >= 100) return "100";
  if (percent >= 0.95) return (Math.min(999, Math.round(10 * percent)) / 10).toFixed(1);
  return percent < 0.005 ? "<.01" : percent.toFixed(2);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
