import { ShapeError } from "../errors.js";
import { type ConfusionView, confusionCells } from "./confusion-cells.js";
import { PLOT_WIDTH, type PlotSpec, VEGA_LITE } from "./plot-spec.js";

/** Around the cells, for class names of a letter or two; longer ones get more on the left and at the top. */
const MARGINS = { left: 60, right: 20, top: 88, bottom: 12 };
/** The title of the rows, at the head of their names. */
const CORNER = { titleAngle: 0, titleAlign: "right", titleBaseline: "bottom", titleX: -6, titleY: -8 };
/** Cells grow no smaller than this, however many classes there are; the plot grows instead. */
const SMALLEST_CELL = 16;
/** Pixels of a class name that are shown. */
const LONGEST_NAME = 120;
/** From this size on, the thousands of a diagonal fit in a cell. */
const ROOMY_CELL = 24;
/** The name of the row and column that sum up; the spaces keep it apart from a class of that name. */
const SUMS = " Σ ";

const SUBTITLES: Readonly<Record<ConfusionView, string>> = {
  counts: "a row a true class, a column a predicted one; mistakes in color",
  true: "percent of each true class (a row adds up to 100)",
  predicted: "percent of each predicted class (a column adds up to 100)",
  all: "percent of all images (everything adds up to 100)",
  mistakes: "the mistakes alone, and how many there are in a row and a column",
};

/**
 * Which class was taken for which: a row a true class, a column a predicted one.
 *
 * Made for networks that are nearly always right: the diagonal is quiet gray, mistakes have a color scale of their own, and pairs
 * that never happened stay blank.
 *
 * `confusion` are counts, `confusion[label][predicted]`; `view` shows them as they are, as shares of each true class, of each predicted class or of
 * all images, or the mistakes alone, with their sums.
 *
 * @throws ShapeError unless there is a row and a column a class name
 */
export function confusionPlot({
  confusion,
  classNames,
  view = "counts",
}: {
  confusion: readonly (readonly number[])[];
  classNames: readonly string[];
  view?: ConfusionView;
}): PlotSpec {
  checkSquare(confusion, classNames.length);
  const cells = confusionCells(confusion, view).map((cell) => ({
    label: classNames[cell.label] as string,
    predicted: classNames[cell.predicted] as string,
    count: cell.count,
    text: cell.text,
    level: cell.level,
  }));
  const sums = view === "mistakes" ? sumsOf(cells, classNames) : [];
  const names = view === "mistakes" ? [...classNames, SUMS] : classNames;
  const nameSpace = spaceForNames(classNames);
  const [left, top] = [MARGINS.left + nameSpace, MARGINS.top + nameSpace];
  const size = cellSize(names.length, PLOT_WIDTH - left - MARGINS.right);
  const right = Math.max(MARGINS.right, PLOT_WIDTH - left - size * names.length);
  const fontSize = Math.max(7, Math.round(size / 3));
  return {
    $schema: VEGA_LITE,
    description: describe(confusion, view),
    title: { text: TITLES[view], subtitle: SUBTITLES[view], frame: "group", dx: 8 - left, offset: 12 },
    width: size * names.length,
    height: size * names.length,
    padding: { ...MARGINS, left, top, right },
    autosize: "none",
    data: { values: [...cells, ...sums] },
    encoding: {
      x: {
        field: "predicted",
        type: "nominal",
        ...bandAxis(names, { title: "predicted →", orient: "top", labelAngle: nameSpace > 0 ? -90 : 0 }),
      },
      y: { field: "label", type: "nominal", ...bandAxis(names, { title: "true ↓", ...CORNER }) },
    },
    layer: [
      { transform: [{ filter: "datum.level === 0" }], mark: { type: "rect", style: "correct" } },
      {
        transform: [{ filter: "datum.level > 0" }],
        mark: { type: "rect" },
        encoding: { color: { field: "level", type: "quantitative", scale: { type: "threshold", domain: [2, 3, 4, 5] }, legend: null } },
      },
      ...(size < ROOMY_CELL ? [] : [textLayer("datum.level <= 0", "correct-count", fontSize)]),
      textLayer("datum.level > 0 && datum.level < 4", "error-count", fontSize),
      textLayer("datum.level >= 4", "error-count-strong", fontSize),
    ],
  };
}

const TITLES: Readonly<Record<ConfusionView, string>> = {
  counts: "Confusion matrix",
  true: "Confusion matrix, by true class",
  predicted: "Confusion matrix, by predicted class",
  all: "Confusion matrix, shares of all",
  mistakes: "Mistakes",
};

function checkSquare(confusion: readonly (readonly number[])[], classes: number): void {
  const ragged = confusion.find((row) => row.length !== classes);
  if (confusion.length === classes && classes > 0 && !ragged) return;
  throw new ShapeError(
    `confusionPlot takes [${classes}, ${classes}] counts for ${classes} class names, ` +
      `got [${confusion.length}, ${(ragged ?? confusion[0] ?? []).length}]; pass one name a class`,
  );
}

function describe(confusion: readonly (readonly number[])[], view: ConfusionView): string {
  const total = confusion.flat().reduce((sum, count) => sum + count, 0);
  const right = confusion.reduce((sum, row, label) => sum + (row[label] as number), 0);
  const shown = view === "counts" ? "a row a true class, a column a predicted one" : SUBTITLES[view];
  return `Confusion matrix of ${total} images, ${total - right} of them wrong; ${shown}.`;
}

/** How many mistakes each row and column has, and all together; level -1 keeps them apart from the cells. */
function sumsOf(cells: readonly { label: string; predicted: string; count: number }[], classNames: readonly string[]) {
  const sum = (some: readonly { count: number }[]) => some.reduce((total, { count }) => total + count, 0);
  const entry = (label: string, predicted: string, count: number) => ({ label, predicted, count, text: String(count), level: -1 });
  return [
    ...classNames.map((name) => entry(name, SUMS, sum(cells.filter(({ label }) => label === name)))),
    ...classNames.map((name) => entry(SUMS, name, sum(cells.filter(({ predicted }) => predicted === name)))),
    entry(SUMS, SUMS, sum(cells)),
  ];
}

/** Pixels that names of three letters and more need beyond the margins; along the top they then stand upright. */
function spaceForNames(classNames: readonly string[]): number {
  const longest = Math.max(...classNames.map((name) => name.length));
  return longest < 3 ? 0 : Math.min(LONGEST_NAME, longest * 11) - 16;
}

function cellSize(classes: number, width: number): number {
  return Math.max(SMALLEST_CELL, Math.min(36, Math.floor(width / classes)));
}

function bandAxis(classNames: readonly string[], axis: object): object {
  return {
    scale: { domain: classNames, paddingInner: 0.04, paddingOuter: 0.02 },
    axis: { grid: true, tickBand: "extent", titlePadding: 8, labelLimit: LONGEST_NAME, ...axis },
  };
}

function textLayer(filter: string, style: string, fontSize: number): object {
  return {
    transform: [{ filter }],
    mark: { type: "text", style, fontSize, baseline: "middle" },
    encoding: { text: { field: "text", type: "nominal" } },
  };
}
