import { ShapeError } from "../errors.js";
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

/**
 * Which class was taken for which: a row a true class, a column a predicted one.
 *
 * Made for networks that are nearly always right: the diagonal is quiet gray, mistakes have a color scale of their own, and pairs
 * that never happened stay blank.
 *
 * @param confusion counts, `confusion[label][predicted]`
 * @throws ShapeError unless there is a row and a column a class name
 */
export function confusionPlot({
  confusion,
  classNames,
}: {
  confusion: readonly (readonly number[])[];
  classNames: readonly string[];
}): PlotSpec {
  checkSquare(confusion, classNames.length);
  const cells = cellsOf(confusion, classNames);
  const errors = cells.filter((cell) => cell.label !== cell.predicted);
  const wrong = errors.reduce((sum, { count }) => sum + count, 0);
  const total = cells.reduce((sum, { count }) => sum + count, 0);
  const levels = errorLevels(Math.max(0, ...errors.map(({ count }) => count)));
  const nameSpace = spaceForNames(classNames);
  const [left, top] = [MARGINS.left + nameSpace, MARGINS.top + nameSpace];
  const size = cellSize(classNames.length, PLOT_WIDTH - left - MARGINS.right);
  const right = Math.max(MARGINS.right, PLOT_WIDTH - left - size * classNames.length);
  const fontSize = Math.max(7, Math.round(size / 3));
  const [correct, mistaken] = ["datum.label === datum.predicted", "datum.label !== datum.predicted"];
  const strong = `datum.count >= ${levels[2]}`;
  return {
    $schema: VEGA_LITE,
    description: `Confusion matrix of ${total} images, ${wrong} of them wrong; a row a true class, a column a predicted one.`,
    title: {
      text: "Confusion matrix",
      subtitle: "a row a true class, a column a predicted one; mistakes in color",
      frame: "group",
      dx: 8 - left,
      offset: 12,
    },
    width: size * classNames.length,
    height: size * classNames.length,
    padding: { ...MARGINS, left, top, right },
    autosize: "none",
    data: { values: cells },
    encoding: {
      x: {
        field: "predicted",
        type: "nominal",
        ...bandAxis(classNames, { title: "predicted →", orient: "top", labelAngle: nameSpace > 0 ? -90 : 0 }),
      },
      y: { field: "label", type: "nominal", ...bandAxis(classNames, { title: "true ↓", ...CORNER }) },
    },
    layer: [
      { transform: [{ filter: correct }], mark: { type: "rect", style: "correct" } },
      {
        transform: [{ filter: mistaken }],
        mark: { type: "rect" },
        encoding: { color: { field: "count", type: "quantitative", scale: { type: "threshold", domain: levels }, legend: null } },
      },
      ...(size < ROOMY_CELL ? [] : [countLayer(correct, "correct-count", fontSize)]),
      countLayer(`${mistaken} && !(${strong})`, "error-count", fontSize),
      countLayer(`${mistaken} && ${strong}`, "error-count-strong", fontSize),
    ],
  };
}

function checkSquare(confusion: readonly (readonly number[])[], classes: number): void {
  const ragged = confusion.find((row) => row.length !== classes);
  if (confusion.length === classes && classes > 0 && !ragged) return;
  throw new ShapeError(
    `confusionPlot takes [${classes}, ${classes}] counts for ${classes} class names, ` +
      `got [${confusion.length}, ${(ragged ?? confusion[0] ?? []).length}]; pass one name a class`,
  );
}

/** The cells to draw: those with a count. */
function cellsOf(confusion: readonly (readonly number[])[], classNames: readonly string[]) {
  return confusion.flatMap((row, label) =>
    row.flatMap((count, predicted) =>
      count > 0 ? [{ label: classNames[label] as string, predicted: classNames[predicted] as string, count }] : [],
    ),
  );
}

/**
 * Where the five error colors meet: equal ratios from 1 up to the largest count, so that both 1 against 3 and 40 against 100 show, and
 * at least one count apart, so that a handful of mistakes does not look like a disaster.
 */
function errorLevels(largest: number): [number, number, number, number] {
  const level = (step: number) => Math.max(step + 1, Math.ceil(largest ** (step / 5)));
  return [level(1), level(2), level(3), level(4)];
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

function countLayer(filter: string, style: string, fontSize: number): object {
  return {
    transform: [{ filter }],
    mark: { type: "text", style, fontSize, baseline: "middle" },
    encoding: { text: { field: "count", type: "quantitative" } },
  };
}
