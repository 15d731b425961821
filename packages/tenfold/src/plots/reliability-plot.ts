import { InputError } from "../errors.js";
import { percent } from "../percent.js";
import { PLOT_WIDTH, type PlotSpec, VEGA_LITE } from "./plot-spec.js";

/** The images of a range of confidences; what an empty bin has no value for is null. */
export interface DrawnBin {
  readonly confidence: number | null;
  readonly accuracy: number | null;
  /** Where the true accuracy lies. */
  readonly interval: readonly [number, number] | null;
  readonly count: number;
}

/** One network's bins; `label` stands in the plot, `ece` is its calibration error or null. */
export interface Reliability {
  readonly label: string;
  readonly bins: readonly DrawnBin[];
  readonly ece: number | null;
}

const MARGINS = { left: 60, right: 40, top: 60, bottom: 48 };
const WIDTH = PLOT_WIDTH - MARGINS.left - MARGINS.right;
const HEIGHT = 260;
/** Rows of counts below the ticks of the axis, one a network. */
const [COUNTS_TOP, COUNT_HEIGHT] = [18, 13];
/** Lines above the plotting area, where no curve comes. */
const LINE_HEIGHT = 18;
const LEGEND_GAP = 10;
const PERCENT_TICKS = [0, 0.2, 0.4, 0.6, 0.8, 1];

/**
 * Confidence against accuracy, with the 95 % interval of each bin: what lies on the dashed diagonal is as often right as it is sure.
 * Below the axis stands how many images each bin has; no line goes through a bin of one image, whose share right is all or nothing.
 *
 * @param after the same network after temperature scaling; then `before` is drawn in gray
 * @throws InputError when a network has no image in any bin
 */
export function reliabilityPlot({ before, after }: { before: Reliability; after?: Reliability }): PlotSpec {
  const drawn = after ? ([["training", before] as const, ["validation", after] as const] as const) : ([["validation", before]] as const);
  const images = before.bins.reduce((sum, { count }) => sum + count, 0);
  const countsHeight = drawn.length * COUNT_HEIGHT;
  const legendHeight = drawn.length * LINE_HEIGHT + LEGEND_GAP;
  return {
    $schema: VEGA_LITE,
    description: `Reliability of ${images} images: accuracy over confidence. ${drawn.map(([, one]) => legend(one)).join("; ")}.`,
    title: {
      text: "Reliability",
      subtitle: "share right where the network is so sure; bars are 95 % intervals",
      frame: "group",
      dx: 8 - MARGINS.left,
      offset: 14, // from the lines of the legend
    },
    width: WIDTH,
    height: HEIGHT,
    padding: { ...MARGINS, top: MARGINS.top + legendHeight, bottom: MARGINS.bottom + countsHeight },
    autosize: "none",
    encoding: {
      x: { field: "confidence", type: "quantitative", ...shareAxis("confidence", countsHeight) },
      y: { field: "accuracy", type: "quantitative", ...shareAxis(null) },
    },
    layer: [
      diagonal(),
      ...drawn.flatMap(([style, one]) => bins(style, pointsOf(one))),
      ...drawn.flatMap(([style, one], index) => counts(style, one, HEIGHT + COUNTS_TOP + index * COUNT_HEIGHT)),
      ...drawn.map(([style, one], index) => legendLine(style, legend(one), (index - drawn.length) * LINE_HEIGHT - LEGEND_GAP)),
    ],
  };
}

interface Point {
  readonly confidence: number;
  readonly accuracy: number;
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** The bins that hold images, rounded to what a picture can show. */
function pointsOf({ label, bins }: Reliability): Point[] {
  const points = bins.flatMap(({ confidence, accuracy, interval, count }) =>
    confidence === null || accuracy === null || interval === null
      ? []
      : [{ confidence: tidy(confidence), accuracy: tidy(accuracy), from: tidy(interval[0]), to: tidy(interval[1]), count }],
  );
  if (points.length > 0) return points;
  throw new InputError(`reliabilityPlot: no bin of "${label}" holds an image, at least one was wanted; plot it after an evaluation`);
}

function shareAxis(title: string | null, titleBelow = 0): object {
  const labelExpr = "format(100 * datum.value, 'd') + ' %'";
  const axis = { title, values: PERCENT_TICKS, labelExpr, titlePadding: 6 + titleBelow, labelFlush: false };
  return { scale: { domain: [0, 1], nice: false }, axis: { ...axis, ...(title !== null && { grid: false }) } };
}

function diagonal(): object {
  const ends = [0, 1].map((share) => ({ confidence: share, accuracy: share }));
  return { data: { values: ends }, mark: { type: "line", style: "best-rule" } };
}

function bins(style: "training" | "validation", values: readonly Point[]): object[] {
  return [
    {
      data: { values },
      mark: { type: "rule", style, strokeWidth: 1, opacity: 0.6 },
      encoding: { y: { field: "from", type: "quantitative" }, y2: { field: "to" } },
    },
    { data: { values: values.filter(({ count }) => count > 1) }, mark: { type: "line", style, strokeWidth: 1.5 } },
    { data: { values }, mark: { type: "point", style: `${style}-point`, filled: true, opacity: 1 } },
  ];
}

/** How many images each bin has, in the middle of its stretch of the axis. */
function counts(style: "training" | "validation", { bins }: Reliability, top: number): object[] {
  const values = bins.flatMap(({ count }, index) =>
    count === 0 ? [] : [{ middle: tidy((index + 0.5) / bins.length), images: shortCount(count) }],
  );
  const mark = { type: "text", style: `${style}-label`, fontSize: 9.5, fontWeight: "normal", align: "center", baseline: "top" };
  const y = { value: top };
  return [
    {
      data: { values },
      mark: { ...mark, dx: 0, dy: 0 },
      encoding: { x: { field: "middle", type: "quantitative" }, y, text: { field: "images" } },
    },
    {
      data: { values: [{}] },
      mark: { ...mark, text: "images", align: "left", dx: 8 - MARGINS.left, dy: 0 },
      encoding: { x: { value: 0 }, y },
    },
  ];
}

/** 9934 -> "9.9k", 12345 -> "12k": as much as a bin has room for. */
function shortCount(count: number): string {
  if (count < 1000) return String(count);
  const [thousands, unit] = count < 999_500 ? [count / 1000, "k"] : [count / 1e6, "M"];
  return `${Number(thousands.toPrecision(2))}${unit}`;
}

function legendLine(style: "training" | "validation", text: string, top: number): object {
  return {
    data: { values: [{}] },
    mark: { type: "text", style: `${style}-label`, text, align: "left", baseline: "top", dx: 8 - MARGINS.left },
    encoding: { x: { value: 0 }, y: { value: top } },
  };
}

function legend({ label, ece }: Reliability): string {
  return ece === null ? label : `${label}: ECE ${percent(ece, { digits: 3 })}`;
}

function tidy(value: number): number {
  return Number(value.toPrecision(6));
}
